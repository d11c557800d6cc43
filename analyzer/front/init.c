/* Braced initialisers: one `set` a leaf. libclang shows the list as it is written, so brace elision and
 * designators are worked out here (C17 6.7.9). */
#include "front/lower.h"

enum {
    MAX_ZEROES = 16, /* elements left out that are set one by one; more are one set of `[?]` */
    MAX_NUMBERS = 256, /* a longer table of numbers is not followed */
};

struct items {
    struct children list;
    unsigned next;
    bool braced; /* else part of the braces around it, which own the designators */
    struct ir_location at;
};

static void fill(struct function *f, const struct ir_expr *place, CXType type, struct items *items);

static bool is_record(CXType type)
{
    return clang_getCanonicalType(type).kind == CXType_Record;
}

static bool is_union(CXType type)
{
    return clang_getTypeDeclaration(clang_getCanonicalType(type)).kind == CXCursor_UnionDecl;
}

static enum CXVisitorResult add_field(CXCursor field_cursor, CXClientData data)
{
    GArray *fields = data;
    CXString spelling = clang_getCursorSpelling(field_cursor);
    const char *name = clang_getCString(spelling);
    if (!clang_Cursor_isBitField(field_cursor) || (name && *name))
        g_array_append_val(fields, field_cursor);
    clang_disposeString(spelling);
    return CXVisit_Continue;
}

static GArray *fields_of(CXType type)
{
    GArray *fields = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    clang_Type_visitFields(clang_getCanonicalType(type), add_field, fields);
    return fields;
}

static CXType element_type(CXType type)
{
    return clang_getArrayElementType(clang_getCanonicalType(type));
}

/* -- what the list leaves out */

static void zero(struct function *f, const struct ir_expr *place, CXType type, struct ir_location at);

static void zero_elements(
    struct function *f, const struct ir_expr *place, CXType type, GHashTable *touched, struct ir_location at)
{
    long long n = clang_getArraySize(clang_getCanonicalType(type));
    long long missing = n - (long long)(touched ? g_hash_table_size(touched) : 0);
    if (missing <= 0)
        return;
    if (missing > MAX_ZEROES) {
        zero(f, index_place(f, place, ir_expr_unknown()), element_type(type), at);
        return;
    }
    for (long long i = 0; i < n; i++)
        if (!touched || !g_hash_table_contains(touched, GSIZE_TO_POINTER((gsize)i)))
            zero(f, index_place(f, place, int_expr(f, i)), element_type(type), at);
}

static void zero(struct function *f, const struct ir_expr *place, CXType type, struct ir_location at)
{
    if (f->depth >= MAX_EXPR_DEPTH)
        return;
    f->depth++;
    if (is_array(type)) {
        zero_elements(f, place, type, NULL, at);
    } else if (is_record(type)) {
        g_autoptr(GArray) fields = fields_of(type);
        guint n = is_union(type) ? MIN(fields->len, 1) : fields->len;
        for (guint i = 0; i < n; i++) {
            CXCursor member = g_array_index(fields, CXCursor, i);
            zero(f, field(f, place, member), clang_getCursorType(member), at);
        }
    } else {
        emit_set(f, place, int_expr(f, 0), at);
    }
    f->depth--;
}

/* -- designators */

/* libclang gives a designated initialiser no kind, but its type is void, which no value's is. */
static bool is_designated(CXCursor item)
{
    return item.kind == CXCursor_UnexposedExpr && clang_getCursorType(item).kind == CXType_Void;
}

struct designation {
    struct children steps; /* members and indices; the last is the initialiser */
    struct ir_location at;
};

static void designate(
    struct function *f, const struct ir_expr *place, CXType type, const struct designation *d, unsigned step);

/* Reads the index or range at `*step`, and leaves `*step` behind it. */
static bool index_range(
    struct function *f, const struct designation *d, unsigned *step, int64_t *low, int64_t *high)
{
    CXCursor first = d->steps.at[(*step)++];
    if (!constant(f->unit, first, low))
        return false;
    *high = *low;
    if (*step + 1 < d->steps.n && clang_isExpression(d->steps.at[*step].kind) &&
        is_range(f->unit, first, d->steps.at[*step]))
        return constant(f->unit, d->steps.at[(*step)++], high) && *high >= *low;
    return true;
}

static void designate_elements(
    struct function *f, const struct ir_expr *place, CXType type, const struct designation *d, unsigned step)
{
    int64_t low, high;
    if (!index_range(f, d, &step, &low, &high) || high - low >= MAX_ZEROES) {
        designate(f, index_place(f, place, ir_expr_unknown()), type, d, step);
        return;
    }
    for (int64_t i = low; i <= high; i++)
        designate(f, index_place(f, place, int_expr(f, i)), type, d, step);
}

static void designate(
    struct function *f, const struct ir_expr *place, CXType type, const struct designation *d, unsigned step)
{
    if (step + 1 >= d->steps.n) {
        initialise(f, place, type, d->steps.at[d->steps.n - 1], d->at);
        return;
    }
    CXCursor next = d->steps.at[step];
    if (next.kind == CXCursor_MemberRef) {
        CXCursor member = clang_getCursorReferenced(next);
        designate(f, field(f, place, member), clang_getCursorType(member), d, step + 1);
    } else if (is_array(type)) {
        designate_elements(f, place, element_type(type), d, step);
    } else {
        effects(f, d->steps.at[d->steps.n - 1]);
    }
}

/* -- items */

/* Whether an item without braces starts an aggregate's members instead of being its value. */
static bool is_elided(struct lowering *u, CXType type, CXCursor item)
{
    if (!is_array(type) && !is_record(type))
        return false;
    CXCursor inner = peel(u, item);
    if (inner.kind == CXCursor_InitListExpr)
        return false;
    if (is_array(type))
        return inner.kind != CXCursor_StringLiteral;
    return !is_record(clang_getCursorType(item));
}

static void next_item(struct function *f, const struct ir_expr *place, CXType type, struct items *items)
{
    CXCursor item = items->list.at[items->next];
    if (is_elided(f->unit, type, item) && f->depth < MAX_EXPR_DEPTH) {
        struct items inner = {items->list, items->next, false, items->at};
        f->depth++;
        fill(f, place, type, &inner);
        f->depth--;
        items->next = MAX(inner.next, items->next + 1);
    } else {
        items->next++;
        initialise(f, place, type, item, items->at);
    }
}

static guint field_index(GArray *fields, CXCursor member)
{
    for (guint i = 0; i < fields->len; i++)
        if (clang_equalCursors(g_array_index(fields, CXCursor, i), member))
            return i;
    return fields->len;
}

/* A designator that leads deeper leaves the rest of the member 0. */
static guint designated_member(struct function *f, const struct ir_expr *place, CXType type, CXCursor item,
    GArray *fields, const bool *touched, struct ir_location at)
{
    struct designation d = {children_of(f->unit, item, false), at};
    CXCursor member = d.steps.n ? clang_getCursorReferenced(d.steps.at[0]) : item;
    guint i = field_index(fields, member);
    if (i < fields->len && d.steps.n > 2 && !touched[i])
        zero(f, field(f, place, member), clang_getCursorType(member), at);
    designate(f, place, type, &d, 0);
    return i;
}

static void fill_record(struct function *f, const struct ir_expr *place, CXType type, struct items *items)
{
    g_autoptr(GArray) fields = fields_of(type);
    g_autofree bool *touched = g_new0(bool, fields->len + 1);
    bool one = is_union(type), any = false;
    for (guint i = 0; items->next < items->list.n; i++) {
        CXCursor item = items->list.at[items->next];
        if (is_designated(item)) {
            if (!items->braced)
                break;
            i = designated_member(f, place, type, item, fields, touched, items->at);
            items->next++;
        } else if (i >= fields->len || (one && i > 0)) {
            if (!items->braced)
                break;
            effects(f, item); /* one too many */
            items->next++;
            continue;
        } else {
            CXCursor member = g_array_index(fields, CXCursor, i);
            next_item(f, field(f, place, member), clang_getCursorType(member), items);
        }
        touched[MIN(i, fields->len)] = any = true;
    }
    guint n = one ? MIN(fields->len, any ? 0 : 1) : fields->len;
    for (guint i = 0; i < n; i++) {
        CXCursor member = g_array_index(fields, CXCursor, i);
        if (!touched[i])
            zero(f, field(f, place, member), clang_getCursorType(member), items->at);
    }
}

/* Returns the last index that the designator names. */
static int64_t designated_element(struct function *f, const struct ir_expr *place, CXType type, CXCursor item,
    GHashTable *touched, struct ir_location at)
{
    struct designation d = {children_of(f->unit, item, false), at};
    unsigned step = 0;
    int64_t low = 0, high = 0;
    if (d.steps.n < 2 || !clang_isExpression(d.steps.at[0].kind) || !index_range(f, &d, &step, &low, &high))
        return 0;
    for (int64_t i = low; i <= high && i - low < MAX_ZEROES; i++) {
        gpointer key = GSIZE_TO_POINTER((gsize)i);
        if (g_hash_table_add(touched, key) && step + 1 < d.steps.n)
            zero(f, index_place(f, place, int_expr(f, i)), element_type(type), at);
    }
    designate(f, place, type, &d, 0);
    return high;
}

static void fill_array(struct function *f, const struct ir_expr *place, CXType type, struct items *items)
{
    g_autoptr(GHashTable) touched = g_hash_table_new(g_direct_hash, g_direct_equal);
    long long n = clang_getArraySize(clang_getCanonicalType(type));
    for (int64_t i = 0; items->next < items->list.n; i++) {
        CXCursor item = items->list.at[items->next];
        if (is_designated(item)) {
            if (!items->braced)
                break;
            i = designated_element(f, place, type, item, touched, items->at);
            items->next++;
        } else if (n >= 0 && i >= n) {
            if (!items->braced)
                break;
            effects(f, item);
            items->next++;
        } else {
            g_hash_table_add(touched, GSIZE_TO_POINTER((gsize)i));
            next_item(f, index_place(f, place, int_expr(f, i)), element_type(type), items);
        }
    }
    zero_elements(f, place, type, touched, items->at);
}

static bool is_number(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return kind >= CXType_FirstBuiltin && kind <= CXType_LastBuiltin;
}

static void fill(struct function *f, const struct ir_expr *place, CXType type, struct items *items)
{
    if (is_array(type))
        fill_array(f, place, type, items);
    else
        fill_record(f, place, type, items);
}

static void braced(
    struct function *f, const struct ir_expr *place, CXType type, CXCursor list, struct ir_location at)
{
    struct items items = {children_of(f->unit, list, true), 0, true, at};
    bool table = is_array(type) && is_number(element_type(type)) && items.list.n > MAX_NUMBERS;
    if (table && f == f->unit->init) {
        emit_set(f, index_place(f, place, ir_expr_unknown()), ir_expr_unknown(), at);
    } else if (is_array(type) && items.list.n == 1 &&
               peel(f->unit, items.list.at[0]).kind == CXCursor_StringLiteral &&
               is_number(element_type(type))) {
        initialise(f, place, type, items.list.at[0], at);
    } else if (is_array(type) || is_record(type)) {
        fill(f, place, type, &items);
    } else if (items.list.n == 1) {
        initialise(f, place, type, items.list.at[0], at);
    } else if (items.list.n == 0) {
        emit_set(f, place, int_expr(f, 0), at);
    } else { /* a vector or a complex number */
        for (unsigned i = 0; i < items.list.n; i++)
            effects(f, items.list.at[i]);
        emit_set(f, place, ir_expr_unknown(), at);
    }
}

/* A reference is the address of what it is bound to, also in `r{x}`. */
static const struct ir_expr *bound(struct function *f, CXCursor initialiser)
{
    CXCursor inner = peel(f->unit, initialiser);
    if (inner.kind == CXCursor_InitListExpr) {
        struct children items = children_of(f->unit, inner, true);
        initialiser = items.n == 1 ? items.at[0] : initialiser;
    }
    return address(f, place(f, initialiser));
}

void initialise(struct function *f, const struct ir_expr *target, CXType type, CXCursor initialiser,
    struct ir_location at)
{
    struct lowering *u = f->unit;
    CXCursor inner = peel(u, initialiser);
    if (u->nesting >= MAX_NESTING)
        return;
    u->nesting++;
    if (u->cxx && is_reference(type))
        emit_set(f, target, bound(f, initialiser), at);
    else if (inner.kind == CXCursor_InitListExpr)
        braced(f, target, type, inner, at);
    else if (u->cxx && is_constructor(inner))
        construct(f, target, inner);
    else
        emit_set(f, target, value(f, initialiser), at);
    u->nesting--;
}
