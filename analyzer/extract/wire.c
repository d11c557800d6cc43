#include "extract/wire.h"

#include <string.h>

enum { MAGIC = 0x77316c63 }; /* "cl1w" */

struct header {
    guint32 magic, length;
};

/* ---- writing ---- */

static void put_number(GByteArray *frame, gsize number)
{
    guint32 bytes = (guint32)number;
    g_byte_array_append(frame, (const guint8 *)&bytes, sizeof bytes);
}

/* With a NUL behind it, so that it can be used where it lies. */
static void put_bytes(GByteArray *frame, const char *bytes, gsize length)
{
    put_number(frame, length);
    g_byte_array_append(frame, (const guint8 *)bytes, (guint)length);
    g_byte_array_append(frame, (const guint8 *)"", 1);
}

static void put_string(GByteArray *frame, const char *string)
{
    put_bytes(frame, string, strlen(string));
}

static void put_strings(GByteArray *frame, const char *const *strings)
{
    put_number(frame, g_strv_length((char **)strings));
    for (; *strings; strings++)
        put_string(frame, *strings);
}

static gsize begin(GByteArray *frame)
{
    put_number(frame, MAGIC);
    put_number(frame, 0);
    return frame->len;
}

static void end(GByteArray *frame, gsize payload)
{
    guint32 length = (guint32)(frame->len - payload);
    memcpy(frame->data + payload - sizeof length, &length, sizeof length);
}

void wire_write_request(GByteArray *frame, const struct wire_request *request)
{
    gsize payload = begin(frame);
    put_string(frame, request->root);
    put_string(frame, request->path);
    put_string(frame, request->directory);
    put_strings(frame, request->flags);
    put_number(frame, request->precompile);
    put_string(frame, request->preamble);
    put_number(frame, request->preamble_length);
    put_number(frame, request->preamble_hash);
    put_number(frame, request->preamble_defines);
    put_number(frame, request->preamble_errors);
    put_string(frame, request->preamble_first_error);
    put_number(frame, request->n_files);
    for (unsigned i = 0; i < request->n_files; i++) {
        put_string(frame, request->files[i].path);
        put_bytes(frame, request->files[i].text, request->files[i].length);
    }
    put_number(frame, request->strict);
    end(frame, payload);
}

void wire_write_response(GByteArray *frame, const struct wire_response *response)
{
    gsize payload = begin(frame);
    put_string(frame, response->failure);
    put_number(frame, response->n_errors);
    put_string(frame, response->first_error);
    put_bytes(frame, response->ir, response->ir_length);
    put_strings(frame, response->includes);
    put_number(frame, response->worn);
    end(frame, payload);
}

/* ---- reading ---- */

enum wire_state wire_state(const GByteArray *frame)
{
    static const guint32 magic = MAGIC;
    struct header header;
    if (frame->len == 0)
        return WIRE_PARTIAL;
    if (memcmp(frame->data, &magic, MIN(frame->len, sizeof magic)) != 0)
        return WIRE_NONSENSE;
    if (frame->len < sizeof header)
        return WIRE_PARTIAL;
    memcpy(&header, frame->data, sizeof header);
    if (header.length > WIRE_MAX)
        return WIRE_TOO_LONG;
    gsize whole = sizeof header + header.length;
    return frame->len < whole ? WIRE_PARTIAL : frame->len == whole ? WIRE_COMPLETE : WIRE_NONSENSE;
}

/* Reads on with zeros and empty strings once something is wrong. */
struct reader {
    const guint8 *next, *end;
    bool bad;
};

static struct reader read_frame(const GByteArray *frame)
{
    return (struct reader){frame->data + sizeof(struct header), frame->data + frame->len, false};
}

static guint32 get_number(struct reader *reader)
{
    guint32 number = 0;
    if ((gsize)(reader->end - reader->next) < sizeof number) {
        reader->bad = true;
        return 0;
    }
    memcpy(&number, reader->next, sizeof number);
    reader->next += sizeof number;
    return number;
}

static const char *get_bytes(struct reader *reader, gsize *length)
{
    *length = get_number(reader);
    if (reader->bad || *length >= (gsize)(reader->end - reader->next) || reader->next[*length] != '\0') {
        reader->bad = true;
        *length = 0;
        return "";
    }
    const char *bytes = (const char *)reader->next;
    reader->next += *length + 1;
    return bytes;
}

static const char *get_string(struct reader *reader)
{
    gsize length;
    const char *string = get_bytes(reader, &length);
    reader->bad |= strlen(string) != length;
    return string;
}

static const char *const *get_strings(struct reader *reader)
{
    g_autoptr(GPtrArray) strings = g_ptr_array_new();
    for (guint32 n = get_number(reader); n > 0 && !reader->bad; n--)
        g_ptr_array_add(strings, (gpointer)get_string(reader));
    g_ptr_array_add(strings, NULL);
    return (const char *const *)g_ptr_array_steal(strings, NULL);
}

static const struct overlay *get_files(struct reader *reader, unsigned *n_files)
{
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(struct overlay));
    for (guint32 n = get_number(reader); n > 0 && !reader->bad; n--) {
        struct overlay file = {.path = get_string(reader)};
        file.text = get_bytes(reader, &file.length);
        g_array_append_val(files, file);
    }
    *n_files = files->len;
    return (const struct overlay *)g_array_steal(files, NULL);
}

/* Everything was there, and nothing more. */
static bool is_whole(const struct reader *reader)
{
    return !reader->bad && reader->next == reader->end;
}

bool wire_read_request(const GByteArray *frame, struct wire_request *request)
{
    struct reader reader = read_frame(frame);
    request->root = get_string(&reader);
    request->path = get_string(&reader);
    request->directory = get_string(&reader);
    request->flags = get_strings(&reader);
    request->precompile = get_number(&reader) != 0;
    request->preamble = get_string(&reader);
    request->preamble_length = get_number(&reader);
    request->preamble_hash = get_number(&reader);
    request->preamble_defines = get_number(&reader) != 0;
    request->preamble_errors = get_number(&reader);
    request->preamble_first_error = get_string(&reader);
    request->files = get_files(&reader, &request->n_files);
    request->strict = get_number(&reader) != 0;
    if (is_whole(&reader))
        return true;
    g_free((gpointer)request->flags);
    g_free((gpointer)request->files);
    return false;
}

bool wire_read_response(const GByteArray *frame, struct wire_response *response)
{
    struct reader reader = read_frame(frame);
    response->failure = get_string(&reader);
    response->n_errors = get_number(&reader);
    response->first_error = get_string(&reader);
    response->ir = get_bytes(&reader, &response->ir_length);
    response->includes = get_strings(&reader);
    response->worn = get_number(&reader) != 0;
    if (is_whole(&reader))
        return true;
    g_free((gpointer)response->includes);
    return false;
}
