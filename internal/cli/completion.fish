# fish completion for connlint. To use it:
#   connlint completion fish > ~/.config/fish/completions/connlint.fish
complete -c connlint -a '(set -l words (commandline -opc) (commandline -ct); connlint complete -- $words[2..] 2>/dev/null)'
