# bash completion for connlint. To use it, put this into ~/.bashrc:
#   source <(connlint completion bash)
_connlint() {
	local line=${COMP_LINE:0:COMP_POINT} words word
	# The words as typed: bash has split them at = and : as well.
	read -ra words <<<"$line"
	[[ $line == *[[:space:]] ]] && words+=("")
	word=${words[${#words[@]} - 1]}
	mapfile -t COMPREPLY < <("${words[0]}" complete -- "${words[@]:1}" 2>/dev/null)
	# What bash holds to be the word begins after its last = or :.
	local head=${word%"${word##*[=:]}"} i
	for i in "${!COMPREPLY[@]}"; do
		COMPREPLY[i]=${COMPREPLY[i]#"$head"}
	done
	[[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
}
complete -o default -F _connlint connlint
