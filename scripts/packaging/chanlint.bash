# bash completion for chanlint: it asks the program itself.

_chanlint() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} words=
    if [ "$COMP_CWORD" -eq 1 ]; then
        words="$(chanlint --help 2>/dev/null | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p') --help --version"
    elif [ "$previous" = --format ] || { [ "$previous" = = ] && [ "${COMP_WORDS[COMP_CWORD - 2]}" = --format ]; }; then
        [ "$command" = diff ] || command=report
        words=$(chanlint "$command" --format '' 2>&1 | sed -n 's/.*use one of //p' | tr -d ,)
    elif [ "$previous" = --fail-on ]; then
        words='error warning note never'
    elif [ "$previous" = --status ]; then
        words='confirmed false-positive intentional fixed'
    elif [ "$command" = models ] && [ "$previous" = models ]; then
        words='list show test suggest'
    elif [ "$command" = models ] && [ "$previous" = show ]; then
        words=$(chanlint models list 2>/dev/null | sed -n '2,$s/ .*//p')
    elif [ "$command" = explain ]; then
        words=$(chanlint explain 2>/dev/null | sed 's/[: ].*//')
    elif [[ $current == -* ]]; then
        words=$(chanlint "$command" --help 2>/dev/null | grep -o -- '--[a-z][a-z-]*')
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -F _chanlint chanlint
