# Hostile input: refused in one line, or analysed as far as it goes; nothing of the tree is run, loaded or written.
. "$(dirname "$0")/harness.sh"
hostile=$(dirname "$0")/../../../testdata/hostile
make_tree clean

# listing TREE: every file of the tree but the database
listing() { (cd "$1" && find . -path ./.chanlint -prune -o -print | sort); }

# survives TREE: the leaky poller in the tree is found, whatever else is there, and nothing was written
survives() {
    listing "$1" >before
    timeout 100 "$chanlint" check --quiet "$1" >"$out" 2>"$err" </dev/null
    status=$?
    [ $status -eq 1 ] || [ $status -eq 3 ] || fail "chanlint check $1: exit status $status, neither 1 nor 3"
    [ $status -eq 1 ] || grep -q 'is not analysed' "$err" || fail "chanlint check $1: nothing says what is missing"
    grep -q '^[^ ]*poller.c:.*\[blocking-send\]' "$out" || fail "chanlint check $1: the leaky poller is not found"
    listing "$1" | cmp -s - before || fail "chanlint check $1 wrote to the tree"
}

for database in "$hostile"/databases/*.json; do
    rm -rf tree
    cp -r clean tree
    cp "$database" tree/compile_commands.json
    refuses compile_commands.json check tree
    absent tree/.chanlint
done
rm -rf tree
for model in "$hostile"/models/*.yaml; do
    refuses "${model##*/}" check --model "$model" clean
    absent clean/.chanlint
done

# What a tree says of itself is refused, and nothing outside of it is read.
cp -r clean told
mkdir told/.git
for project in "$hostile"/projects/*.yaml; do
    cp "$project" told/.chanlint.yaml
    refuses .chanlint.yaml: check told
done
echo 'secret: 1' >secret.yaml
for target in ../secret.yaml /dev/zero /dev/stdin /proc/self/environ; do
    ln -sf $target told/.chanlint.yaml
    refuses '.chanlint.yaml is not inside of the tree' check told
    grep -q secret: "$err" && fail 'what is outside of the tree is printed'
    ln -sf $target told/model.yaml
    rm told/.chanlint.yaml
    echo 'models: [model.yaml]' >told/.chanlint.yaml
    refuses "key 'models': model.yaml is not inside of the tree" check told
    rm told/.chanlint.yaml told/model.yaml
done
mkfifo told/.chanlint.yaml
refuses '.chanlint.yaml is no file' check told
rm told/.chanlint.yaml
head -c 2000000 /dev/zero | tr '\0' '[' >told/.chanlint.yaml
refuses '.chanlint.yaml is larger than a megabyte' check told
head -c 1000000 /dev/zero | tr '\0' '[' >told/.chanlint.yaml
refuses '.chanlint.yaml:' check told
absent told/.chanlint

# A compile database whose commands load, run and write: each must leave a file `written*`, and none does.
cp -r clean flags
touch flags/evil.specs
printf '#!/bin/sh\ntouch "%s/flags/written.by.wrapper"\nexec "$@"\n' "$PWD" >flags/wrapper.sh
chmod +x flags/wrapper.sh
cp flags/wrapper.sh flags/as
printf '%s\n' '-o written.by.args' '-include missing.h' >flags/evil.args
cat >evil.c <<END
#include <fcntl.h>
__attribute__((constructor)) static void load(void) { open("$PWD/flags/written.by.plugin", O_CREAT | O_WRONLY, 0600); }
END
if ! cc -shared -fPIC -o flags/evil.so evil.c 2>/dev/null; then
    echo 'no library' >flags/evil.so # whoever loads it says so
fi
sed "s|@TREE@|$PWD/flags|" "$hostile/databases/flags.json.in" >flags/compile_commands.json
survives flags
"$chanlint" check --verbose --no-cache flags >"$out" 2>"$err"
grep -q 'compile errors' "$err" && fail 'a flag that must not reach the parser did'
grep -q 'evil' "$err" && fail 'something is said about the plugin'

# Sources, each beside the leaky poller.
for source in "$hostile"/sources/*.c; do
    name=$(basename "$source" .c)
    cp -r clean "$name"
    cp "$source" "$name"
    survives "$name"
done
survives bom_crlf
grep -q '^bom_crlf.c:39:9: error: .*\[blocking-send\]' "$out" || fail 'a mark and CRLF hide a finding, or move it'

cp -r clean deep
python3 - deep <<'END'
import sys
deep, head = sys.argv[1], "#include <pthread.h>\nint f(pthread_t *t) { return pthread_create(t, 0, 0, 0); }\n"
def write(name, text):
    open(f"{deep}/{name}.c", "w").write(head + text)
n = 20000
write("parentheses", "int x = " + "(" * n + "1" + ")" * n + ";\n")
write("blocks", "void g(void) " + "{" * n + "}" * n + "\n")
write("operators", "int y(int a) { return " + "a + " * n + "a; }\n")
write("ifs", "void h(int a) {\n" + "if (a) ; else " * n + ";\n}\n")
write("pointers", "int " + "*" * n + "p;\n")
write("conditions", "#if 1\n" * n + "#endif\n" * n)
write("long_line", "/*" + "x" * (1 << 20) + "*/ int z;\n")
END
survives deep

cp -r clean files
mkfifo files/pipe.c
ln -s . files/loop
ln -s nowhere.c files/dangling.c
ln -s /dev/zero files/device.c
mkdir files/folder.c
cp clean/poller.c "files/$(printf 'red\033[31m\nline').c"
survives files
grep -q "$(printf '\033')" "$out" "$err" && fail 'a file name reaches the terminal as it is'
"$chanlint" check --format sarif --fail-on never -o log.sarif files >"$out" 2>"$err" </dev/null
python3 -m json.tool log.sarif >"$out" 2>"$err" || fail 'the SARIF log is no JSON'

# Includes that have no end, that nobody writes to, or that only look like files: each costs an error, and no more.
cp -r clean includes
mkfifo includes/pipe.h
for file in /dev/zero /dev/stdin pipe.h . /proc/self/mem /proc/kmsg; do
    printf '#include <pthread.h>\n#include "%s"\nint f(pthread_t *t) { return pthread_create(t, 0, 0, 0); }\n' \
        "$file" >"includes/includes$(printf %s "$file" | tr -c a-z _).c"
done
timeout 60 "$chanlint" check --verbose includes >"$out" 2>"$err" </dev/null
status=$?
[ $status -eq 1 ] || fail "includes that are no files: exit status $status, not 1"
for file in _dev_zero _dev_stdin pipe_h; do
    grep -q "includes$file.c has compile errors" "$err" || fail "includes$file.c: nothing says that it has no such include"
done
grep -q '^[^ ]*poller.c:.*\[blocking-send\]' "$out" || fail 'includes that are no files hide a finding'
finish
