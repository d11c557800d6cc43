# Bad input: one clear line, exit status 2, nothing half-written.
. "$(dirname "$0")/harness.sh"
make_tree tree

refuses 'nowhere' check nowhere
mkdir empty
refuses 'empty' check empty
absent empty/.chanlint

echo 'library: [' >bad.yaml
refuses 'bad.yaml' check --model bad.yaml tree
absent tree/.chanlint
refuses 'missing.yaml' check --model missing.yaml tree
refuses 'empty is no rules folder' check --rules empty tree
absent tree/.chanlint

printf 'SQLite format 3\0and then something else altogether, which is no database at all......................' >corrupt.db
cp corrupt.db before.db
refuses 'corrupt.db' check --db corrupt.db tree
cmp -s corrupt.db before.db || fail 'the corrupt database was written to'
refuses 'corrupt.db' report --db corrupt.db
refuses 'cannot open or write the database nowhere/x.db' check --db nowhere/x.db tree
refuses 'cannot open or write the database empty' check --db empty tree

refuses 'cannot write nowhere/out' check -o nowhere/out tree
refuses 'cannot write empty: it is a folder' check -o empty tree
absent tree/.chanlint

refuses 'there is no database' report --db nowhere.db
absent nowhere.db
refuses 'there is no database' report
refuses 'missing.ir' link missing.ir
echo 'this is no IR' >bad.ir
refuses 'bad.ir:1' link bad.ir
refuses 'missing.c' extract missing.c -- -O2

mkdir elsewhere
ln -s ../elsewhere tree/.chanlint
refuses 'tree/.chanlint is not a folder' check tree
absent elsewhere/chanlint.db
rm tree/.chanlint

touch tree/unreadable.c
chmod 000 tree/unreadable.c
if ! [ -r tree/unreadable.c ]; then # root reads everything
    refuses 'unreadable.c' check tree/unreadable.c
fi
finish
