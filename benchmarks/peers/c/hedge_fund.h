/* Hedge funds of LANES paths side by side. */
#ifndef HEDGE_FUND_H
#define HEDGE_FUND_H

#include "replay.h"

#ifndef LANES
#define LANES 1
#endif

typedef double lanes[LANES];

/* What a round shows to the funds and how it settles their orders, by its names in replay.json. */
#define MARKET(X)                                                                                   \
    X(usd) X(yen) X(ust) X(tech) X(equity) X(other)                                                 \
    X(closing_usd) X(closing_yen) X(closing_ust) X(closing_tech) X(closing_equity) X(closing_other) \
    X(yen_index) X(haircut_fx) X(haircut_ust) X(haircut_tech) X(haircut_equity) X(haircut_other)    \
    X(sigma_fx) X(sigma_ust) X(sigma_tech) X(sigma_equity) X(sigma_other)                           \
    X(unfilled) X(new_day) X(last_round) X(closing_only) X(carry_factor) X(trigger)                 \
    X(filled_fx) X(filled_ust) X(filled_tech) X(filled_equity) X(filled_other)                      \
    X(execution_fx) X(execution_ust) X(execution_tech) X(execution_equity) X(execution_other)       \
    X(settled_usd) X(settled_yen)
#define MEMBER(name) lanes name;
struct market { MARKET(MEMBER) } __attribute__((aligned(64)));

/* A trade per market, yen first; the others in the order of their accounts. */
enum { TRADES = 5, MARGIN_CALL = 0, DELEVERAGING = 1, STOP_LOSS = 2 };
/* Sums of a round: trades by cause, then these three. */
enum { MARGIN_CALLS = 3 * TRADES, MARGIN_CALL_USD, DEFAULTS, SUMS };

/* Takes memory for the funds of a replay; once, before the others. */
void prepare(const struct replay *replay);

/* Puts the funds of all lanes at t = 0. */
void reset(void);

/* One round of all funds in all lanes. Adds to sum[lane]. */
void play(const struct market *m, double *sum[LANES]);

#endif
