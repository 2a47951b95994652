# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of headway in bash: the command itself knows what fits.

_headway() {
  local IFS=$'\n'
  # "order@local" is one word, whatever COMP_WORDBREAKS says.
  local line=${COMP_LINE:0:COMP_POINT} words current
  IFS=' ' read -r -a words <<<"$line"
  [[ $line == *' ' ]] && words+=('')
  current=${words[-1]}
  COMPREPLY=($("${words[0]}" complete -- "${words[@]:1}" 2>/dev/null))
  if [[ $current == *@* && $COMP_WORDBREAKS == *@* ]]; then
    COMPREPLY=("${COMPREPLY[@]#"${current%@*}@"}")
  fi
}
complete -o bashdefault -o default -F _headway headway
