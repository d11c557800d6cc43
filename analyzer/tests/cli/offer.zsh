# What zsh's completion offers behind words: offer.zsh FOLDER WORD..., the last of which is completed. FOLDER has _chanlint.
# A shell of its own on a terminal of its own presses the key; each match is printed, a line each.
zmodload zsh/zpty
folder=$1
shift
zpty shell zsh -f -i
zpty -w shell "PS1= PS2= fpath=(${(q)folder} \$fpath) TERM=dumb; autoload -U compinit && compinit -u -D
compadd() {
    local -a matches
    [[ \$@[1,(i)-] == *-[AOD]* ]] || { builtin compadd -O matches \"\$@\"; print -rl -- \${matches/#/offers:} }
    builtin compadd \"\$@\"
}
done-with-it() { print -r -- all:offered }
zle -N done-with-it; bindkey '^X' done-with-it; print ready:now"
zpty -r shell text '*ready:now*ready:now*' # the terminal's echo, and then the line itself
zpty -n -w shell "${(j: :)${(q)@[1,-2]}} $@[-1]"$'\t\030'
zpty -r shell text '*all:offered*'
print -r -- ${(F)${(M)${(f)${text//$'\r'/}}:#*offers:*}#*offers:}
zpty -d shell
