/* The files of a replay (layout: ../../replayFiles.ts), and the clock. */
#ifndef REPLAY_H
#define REPLAY_H

#include <stddef.h>

struct replay {
    char *header;   /* replay.json as text */
    size_t paths;   /* paths to run; the file has stride paths */
    size_t stride;
    size_t rounds;
    size_t agents;
    size_t fields;  /* numbers per round and path */
    size_t sums;    /* sums per round and path */
    double *opening; /* [columns][agents] */
    double *market;  /* [rounds + 1][fields][stride] */
};

/* Reads both files of a folder; ends the program with a message when they cannot be used. */
struct replay read_replay(const char *folder, size_t paths);

/* Index of a name in a list of the header: "columns", "market" or "sums". */
size_t index_of(const struct replay *replay, const char *list, const char *name);

/* One of the scalars that are common to all funds and rounds. */
double scalar(const struct replay *replay, const char *name);

/* Writes sums, [paths][rounds + 1][sums], to <folder>/sums.f64. */
void write_sums(const struct replay *replay, const char *folder, const double *sums);

/* Seconds on a clock that only moves forward. */
double seconds(void);

/* Zeroed memory on a cache line's border. */
void *allocate(size_t bytes);

#endif
