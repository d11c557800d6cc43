# Bad usage: one line that names what is wrong and where help is, exit status 2.
. "$(dirname "$0")/harness.sh"

refuses 'no command `chek`: see `chanlint --help`' chek
refuses 'no option `--chek`: see `chanlint --help`' --chek
for command in check report review diff runs serve tasks models explain extract link; do
    refuses "Unknown option --nonsense: see \`chanlint $command --help\`" $command --nonsense
    run 0 $command --help
    says "chanlint $command"
    says "Examples:"
done
refuses 'no format `xml`: use one of text, sarif, junit, gitlab, github, csv, patch, dot, html' check --format xml
refuses 'no level `fatal` for --fail-on' check --fail-on fatal
refuses '-j -1' check -j -1
refuses 'see `chanlint check --help`' check -j many
refuses 'for -j: see `chanlint check --help`' check -jmany
refuses 'no format `xml`' check -j2 --format xml
refuses 'cannot read -j4' check -- -j4
refuses 'no check `nonsense`: use one of abandoned-channel' explain nonsense
refuses 'models takes `list [PATH]`, `show LIBRARY`, `test DIR...` or `suggest [PATH...]`' models
refuses 'models takes `list [PATH]`' models list a b
refuses 'models takes `list [PATH]`' models show
refuses 'models takes `list [PATH]`' models remove pthread
refuses 'there is no model of `nonsense`' models show nonsense
refuses 'extract takes one file' extract
refuses 'extract takes one file' extract a.c b.c
refuses 'link takes the files' link

run 2
warns 'Usage: chanlint COMMAND'
run 0 --help
says 'explain'
run 0 --version
says 'chanlint 0.'
says 'libclang'
run 0 explain
says 'uncovered-send'
run 0 explain blocking-send
says '## How to fix'
finish
