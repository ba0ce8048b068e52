/*
 * hedge_fund <replay folder> <paths> <repetitions>
 *
 * plays the first paths of a replay, prints the seconds of each repetition and writes the sums.
 */
#include "hedge_fund.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME(name) #name,
static const char *const fields[] = {MARKET(NAME)};
enum { FIELDS = sizeof fields / sizeof fields[0] };

int main(int argc, char **argv) {
    if (argc != 4) return fprintf(stderr, "usage: hedge_fund <replay folder> <paths> <repetitions>\n"), 2;
    const struct replay replay = read_replay(argv[1], strtoul(argv[2], NULL, 10));
    const size_t rounds = replay.rounds + 1;
    if (replay.sums != SUMS || index_of(&replay, "sums", "stop_loss_other") != MARGIN_CALLS - 1 || index_of(&replay, "sums", "defaults") != DEFAULTS) {
        return fprintf(stderr, "the sums of the replay are not those of this program\n"), 1;
    }
    size_t at[FIELDS];
    for (size_t f = 0; f < FIELDS; f++) at[f] = index_of(&replay, "market", fields[f]);
    prepare(&replay);
    double *const sums = allocate((replay.paths + LANES) * rounds * SUMS * sizeof(double));

    for (unsigned long n = strtoul(argv[3], NULL, 10); n > 0; n--) {
        memset(sums, 0, replay.paths * rounds * SUMS * sizeof(double));
        const double began = seconds();
        for (size_t path = 0; path < replay.paths; path += LANES) {
            reset();
            for (size_t round = 0; round < rounds; round++) {
                struct market market;
                double *sum[LANES];
                for (size_t l = 0; l < LANES; l++) {
                    /* A lane without a path of its own repeats the last; its sums go behind the others. */
                    const size_t p = path + l < replay.paths ? path + l : replay.paths - 1;
                    for (size_t f = 0; f < FIELDS; f++) ((lanes *)&market)[f][l] = replay.market[(round * replay.fields + at[f]) * replay.stride + p];
                    sum[l] = sums + ((path + l) * rounds + round) * SUMS;
                }
                play(&market, sum);
            }
        }
        printf("%.9f\n", seconds() - began);
    }
    write_sums(&replay, argv[1], sums);
}
