#include "serve/serve.h"

#include "base/error.h"
#include "report/report.h"
#include "serve/sql.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/random.h>

enum { LARGEST_BODY = 64 * 1024, IDLE_SECONDS = 60 };

struct server {
    struct MHD_Daemon *daemon;
    struct store *store;
    char *token, *address;
    char *hosts[2]; /* what a request may call us */
};

struct request {
    struct server *server;
    struct MHD_Connection *connection;
    GString *body;
};

struct reply {
    unsigned status;
    const char *type;
    GString *body;
};

/* -- who may ask */

/* In a time that does not tell how much is right. */
static bool is_token(const struct server *server, const char *given)
{
    size_t length = strlen(server->token);
    if (!given || strlen(given) != length)
        return false;
    unsigned char different = 0;
    for (size_t i = 0; i < length; i++)
        different |= (unsigned char)(server->token[i] ^ given[i]);
    return different == 0;
}

static bool is_host(const struct server *server, const char *given)
{
    return given && (g_str_equal(given, server->hosts[0]) || g_str_equal(given, server->hosts[1]));
}

/* A page of another origin sends its own with what it writes; one whose name leads here (DNS rebinding) has
 * another Host.
 */
static bool is_from_here(const struct request *request, bool writes)
{
    static const char scheme[] = "http://";
    const char *host = MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, "Host");
    const char *origin = MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, "Origin");
    bool same =
        origin && g_str_has_prefix(origin, scheme) && is_host(request->server, origin + strlen(scheme));
    return is_host(request->server, host) && (same || (!origin && !writes));
}

static bool has_token(const struct request *request)
{
    return is_token(request->server,
               MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, "X-Chanlint-Token")) ||
           is_token(request->server,
               MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, "token"));
}

/* -- the answers */

static void say(struct reply *reply, unsigned status, const char *text)
{
    reply->status = status;
    reply->type = "text/plain; charset=utf-8";
    g_string_assign(reply->body, text);
}

static void say_error(struct reply *reply, const GError *error)
{
    say(reply, error->code == ERROR_USAGE ? MHD_HTTP_BAD_REQUEST : MHD_HTTP_INTERNAL_SERVER_ERROR,
        error->message);
}

static void answer_page(struct request *request, struct reply *reply)
{
    g_autoptr(GError) error = NULL;
    struct store *store = request->server->store;
    const struct report_options options = {.run = store_find_run(store, 0, &error), .notes = true};
    reply->type = "text/html; charset=utf-8";
    if (!options.run || !report_print(report_find("html", NULL), store, &options, reply->body, &error))
        say_error(reply, error);
}

static void answer_reviews(struct request *request, struct reply *reply)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *reviews = report_reviews(request->server->store, &error);
    reply->type = "application/json";
    if (reviews)
        g_string_assign(reply->body, reviews);
    else
        say_error(reply, error);
}

static bool is_finding(struct store *store, const char *fingerprint)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_is_finding, NULL);
    if (query)
        store_bind_text(query, 1, fingerprint);
    return query && store_step(store, query, NULL) == STORE_ROW;
}

static void add_review(struct request *request, sqlite3_stmt *posted, struct reply *reply)
{
    g_autoptr(GError) error = NULL;
    struct store *store = request->server->store;
    int64_t seen = sqlite3_column_int64(posted, 4);
    const struct store_review review = {
        .fingerprint = store_text(posted, 0),
        .status = store_text(posted, 1),
        .comment = store_text(posted, 2),
        .author = store_text(posted, 3),
        .seen = &seen,
    };
    bool added;
    if (!is_finding(store, review.fingerprint)) {
        say(reply, MHD_HTTP_NOT_FOUND, "There is no such finding.");
    } else if (!store_review(store, &review, &added, &error)) {
        say_error(reply, error);
    } else {
        answer_reviews(request, reply);
        reply->status = added ? reply->status : MHD_HTTP_CONFLICT;
    }
}

static void answer_post(struct request *request, struct reply *reply)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(sqlite3_stmt) posted = store_prepare(request->server->store, sql_posted_review, &error);
    if (posted)
        store_bind_text(posted, 1, request->body->str);
    enum store_step step = posted ? store_step(request->server->store, posted, &error) : STORE_FAILED;
    if (step == STORE_ROW)
        add_review(request, posted, reply);
    else if (step == STORE_DONE)
        say(reply, MHD_HTTP_BAD_REQUEST, "This is no review.");
    else
        say_error(reply, error);
}

static const struct route {
    const char *method, *path;
    void (*answer)(struct request *request, struct reply *reply);
    bool writes;
} routes[] = {
    {"GET", "/", answer_page, false},
    {"GET", "/reviews", answer_reviews, false},
    {"POST", "/reviews", answer_post, true},
};

static void dispatch(struct request *request, const char *method, const char *path, struct reply *reply)
{
    const struct route *route = NULL;
    for (unsigned i = 0; i < G_N_ELEMENTS(routes); i++)
        if (g_str_equal(method, routes[i].method) && g_str_equal(path, routes[i].path))
            route = &routes[i];
    if (!route)
        say(reply, MHD_HTTP_NOT_FOUND, "There is nothing here.");
    else if (!is_from_here(request, route->writes))
        say(reply, MHD_HTTP_FORBIDDEN, "This does not come from the page.");
    else if (!has_token(request))
        say(reply, MHD_HTTP_FORBIDDEN, "Open the address that `chanlint serve` printed.");
    else if (request->body->len > LARGEST_BODY)
        say(reply, MHD_HTTP_CONTENT_TOO_LARGE, "This is too long for a review.");
    else
        route->answer(request, reply);
}

/* -- HTTP */

static enum MHD_Result send_reply(struct MHD_Connection *connection, struct reply *reply)
{
    static const char *const headers[][2] = {
        {"Cache-Control", "no-store"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
    };
    struct MHD_Response *response =
        MHD_create_response_from_buffer(reply->body->len, reply->body->str, MHD_RESPMEM_MUST_COPY);
    if (!response)
        return MHD_NO;
    MHD_add_response_header(response, "Content-Type", reply->type);
    for (unsigned i = 0; i < G_N_ELEMENTS(headers); i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    enum MHD_Result result = MHD_queue_response(connection, reply->status, response);
    MHD_destroy_response(response);
    return result;
}

/* Called when the headers are there, for each part of the body, and when all of it is. */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *path,
    const char *method, const char *version, const char *data, size_t *n_data, void **state)
{
    (void)version;
    struct request *request = *state;
    if (!request) {
        request = *state = g_new0(struct request, 1);
        *request = (struct request){context, connection, g_string_new(NULL)};
        return MHD_YES;
    }
    if (*n_data) {
        if (request->body->len <= LARGEST_BODY)
            g_string_append_len(request->body, data, (gssize)*n_data);
        *n_data = 0;
        return MHD_YES;
    }
    struct reply reply = {.status = MHD_HTTP_OK, .body = g_string_new(NULL)};
    dispatch(request, method, path, &reply);
    enum MHD_Result result = send_reply(connection, &reply);
    g_string_free(reply.body, TRUE);
    return result;
}

static void finish(
    void *context, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode why)
{
    (void)context, (void)connection, (void)why;
    struct request *request = *state;
    if (request)
        g_string_free(request->body, TRUE);
    g_free(request);
}

/* -- its life */

static char *make_token(void)
{
    unsigned char bytes[16];
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
        return NULL;
    GString *token = g_string_new(NULL);
    for (unsigned i = 0; i < sizeof bytes; i++)
        g_string_append_printf(token, "%02x", bytes[i]);
    return g_string_free(token, FALSE);
}

struct server *serve_start(struct store *store, unsigned port, GError **error)
{
    struct server *server = g_new0(struct server, 1);
    const struct sockaddr_in loopback = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    server->store = store;
    server->token = make_token();
    server->daemon =
        server->token ? MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, (uint16_t)port, NULL, NULL, handle,
                            server, MHD_OPTION_SOCK_ADDR, &loopback, MHD_OPTION_NOTIFY_COMPLETED, finish,
                            NULL, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_END)
                      : NULL;
    if (!server->daemon) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "cannot listen on 127.0.0.1:%u: give another port with --port, or none for a free one", port);
        serve_stop(server);
        return NULL;
    }
    unsigned bound = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    server->hosts[0] = g_strdup_printf("127.0.0.1:%u", bound);
    server->hosts[1] = g_strdup_printf("localhost:%u", bound);
    server->address = g_strdup_printf("http://%s/?token=%s", server->hosts[0], server->token);
    return server;
}

const char *serve_address(const struct server *server)
{
    return server->address;
}

void serve_stop(struct server *server)
{
    if (server->daemon)
        MHD_stop_daemon(server->daemon);
    g_free(server->token);
    g_free(server->address);
    g_free(server->hosts[0]);
    g_free(server->hosts[1]);
    g_free(server);
}
