#compdef connlint
# zsh completion for connlint. To use it, put this into ~/.zshrc, after compinit:
#   source <(connlint completion zsh)
_connlint() {
	local -a candidates
	candidates=("${(@f)$("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
	candidates=(${candidates:#})
	if (( ${#candidates} )); then
		compadd -Q -S '' -- $candidates
	else
		_files
	fi
}
compdef _connlint connlint
