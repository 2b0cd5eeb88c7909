#compdef partner
# What may follow on a line that begins with partner, for zsh. To have it always, add to ~/.zshrc, after compinit:
#   source <(partner completion zsh)

_partner() {
  local line
  local -a found
  for line in "${(@f)$(partner completion zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    case $line in
      '') ;;
      :files) _files ;;
      :folders) _files -/ ;;
      *) found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
    esac
  done
  (( $#found )) && _describe partner found
}

if [[ ${funcstack[1]} == _partner ]]; then
  _partner "$@"
else
  compdef _partner partner
fi
