# Units that begin alike are parsed behind one compiled preamble, and it does not show: each has the IR that it has
# alone, is parsed again when a header of the preamble changes, and nothing is left in the temporary folder.
. "$(dirname "$0")/harness.sh"

cat >irs.py <<'END_PYTHON'
import sqlite3, sys
for path, ir in sqlite3.connect(sys.argv[1]).execute("SELECT path, ir FROM unit_cache"):
    open(sys.argv[2] + "/" + path + ".ir", "wb").write(ir)
END_PYTHON

# make_servers FOLDER: 14 pollers that begin with the same directives, and one that does not
make_servers() {
    make_tree "$1"
    printf '#define POLL 1\nstatic inline int next_event(int event) { return event + POLL; }\n' >"$1/event.h"
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
        {
            echo "/* server $i */"
            printf '#include "queue.h"\n#include "event.h"\n#ifdef POLL\n#include <stdlib.h>\n#endif\n\n'
            echo "#define ITEM $i"
            sed -n '/^static void \*watch/,/^int main/p' "$1/poller.c" | sed '$d' |
                sed "s/serve(/serve_$i(/; s/out, event/out, next_event(event + ITEM)/"
        } >"$1/server_$i.c"
    done
}

TMPDIR=$work/tmp
export TMPDIR
mkdir "$TMPDIR"
make_servers tree
run 1 check --db one.db tree
warns '15 files, 15 parsed'
[ -z "$(ls "$TMPDIR")" ] || fail "$(ls -R "$TMPDIR") is left in the temporary folder"
grep -q '^server_14\.c:13:9: ' "$out" || fail 'the finding is not where the send is'
mkdir irs
python3 irs.py one.db irs
for unit in tree/*.c; do
    run 0 extract "$unit"
    cmp -s "$out" "irs/${unit#tree/}.ir" || fail "$unit has other IR than alone"
done

# what is made of templates of the preamble, by it and by the unit
mkdir templates template_irs
cat >templates/box.h <<'END_HEADER'
template <class T> struct box {
    T value;
    ~box() { clear(); }
    void put(T item) { value = item; }
    void clear() { value = T(); }
    template <class U> U get() { return value; }
    void later(T item);
};
template <class T> void box<T>::later(T item) { put(item); }
inline void prepare(box<int> &ints) { ints.put(1); }
END_HEADER
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do
    printf '#include "box.h"\n#include <condition_variable>\nstd::condition_variable changed_%s;\n' "$i"
    printf 'long f_%s() { changed_%s.notify_one(); box<long> b; b.later(%s); return b.get<int>(); }\n' "$i" "$i" "$i"
done | split -l 4 -d - templates/unit_
for unit in templates/unit_*; do mv "$unit" "$unit.cc"; done
run 0 check --db templates.db templates
warns '13 files, 13 parsed'
python3 irs.py templates.db template_irs
for unit in templates/*.cc; do
    run 0 extract "$unit"
    cmp -s "$out" "template_irs/${unit#templates/}.ir" || fail "$unit has other IR than alone"
    grep -q 'function box::later' "$out" || fail "$unit does not lower the template that it uses"
done

run 1 check --db one.db --verbose tree
warns 'nothing has changed'
echo 'int changed;' >>tree/event.h
run 1 check --db one.db --verbose tree
grep -q 'nothing has changed' "$err" && fail 'a header of the preamble changes, and nobody sees it'
cp "$out" changed
run 1 check --db two.db tree
cmp -s "$out" changed || fail 'findings differ from those of a first run'

# a header of the preamble that is broken, a folder that cannot be had
echo 'missing_type broken;' >>tree/event.h
run 1 check --db one.db --verbose tree
warns '14 with compile errors'
warns "server_3.c has compile errors, the first: $(cd tree && pwd -P)/event.h:4:1: "
make_servers tree
TMPDIR=/dev/null run 1 check --db three.db tree
warns '15 parsed;'
finish
