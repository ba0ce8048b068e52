#define _POSIX_C_SOURCE 200809L
#include "replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void fail(const char *what, const char *which) {
    fprintf(stderr, "%s: %s\n", what, which);
    exit(1);
}

/* Where the value of a key begins. The header is JSON that we wrote: keys are unique, lists flat. */
static const char *value_of(const char *header, const char *key) {
    char quoted[64];
    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    const char *found = strstr(header, quoted);
    if (!found) fail("not in replay.json", key);
    return found + strlen(quoted);
}

/* The next name of a list, without its quotes; NULL at the end of the list. */
static const char *next_name(const char **at, size_t *length) {
    const char *begin = *at + strcspn(*at, "\"]");
    if (*begin != '"') return NULL;
    *length = strcspn(begin + 1, "\"");
    *at = begin + 1 + *length + 1;
    return begin + 1;
}

size_t index_of(const struct replay *replay, const char *list, const char *name) {
    const char *at = value_of(replay->header, list), *found;
    size_t index = 0, length;
    for (; (found = next_name(&at, &length)); index++) {
        if (length == strlen(name) && memcmp(found, name, length) == 0) return index;
    }
    fail("not in a list of replay.json", name);
    return 0;
}

static size_t length_of(const char *header, const char *list) {
    const char *at = value_of(header, list);
    size_t count = 0, length;
    while (next_name(&at, &length)) count++;
    return count;
}

double scalar(const struct replay *replay, const char *name) {
    return strtod(value_of(replay->header, name), NULL);
}

static void *read_file(const char *folder, const char *name, size_t *bytes) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) fail("cannot read", path);
    *bytes = (size_t)ftell(file);
    rewind(file);
    char *content = allocate(*bytes + 1); /* ends in a 0 for text */
    if (fread(content, 1, *bytes, file) != *bytes) fail("cannot read", path);
    fclose(file);
    return content;
}

struct replay read_replay(const char *folder, size_t paths) {
    size_t bytes;
    struct replay replay = {.header = read_file(folder, "replay.json", &bytes), .paths = paths};
    replay.stride = strtoul(value_of(replay.header, "paths"), NULL, 10);
    replay.rounds = strtoul(value_of(replay.header, "rounds"), NULL, 10);
    replay.agents = strtoul(value_of(replay.header, "agents"), NULL, 10);
    replay.fields = length_of(replay.header, "market");
    replay.sums = length_of(replay.header, "sums");
    if (paths < 1 || paths > replay.stride) fail("the replay has fewer paths than asked for", folder);
    replay.opening = read_file(folder, "replay.f64", &bytes);
    replay.market = replay.opening + length_of(replay.header, "columns") * replay.agents;
    const double *end = replay.market + (replay.rounds + 1) * replay.fields * replay.stride;
    if (bytes != (size_t)(end - replay.opening) * sizeof(double)) fail("replay.f64 has not the size that replay.json gives", folder);
    return replay;
}

void write_sums(const struct replay *replay, const char *folder, const double *sums) {
    char path[4096];
    snprintf(path, sizeof path, "%s/sums.f64", folder);
    const size_t count = replay->paths * (replay->rounds + 1) * replay->sums;
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(sums, sizeof(double), count, file) != count || fclose(file)) fail("cannot write", path);
}

double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void *allocate(size_t bytes) {
    void *memory = NULL;
    if (posix_memalign(&memory, 128, bytes)) fail("out of memory", "");
    return memset(memory, 0, bytes);
}
