/*
 * Hedge funds along recorded market paths: decide, be settled, default (R7 to R12, R26, R27).
 *
 * Every operation is the model's, in its order, so the sums are the model's to the bit (with
 * -ffp-contract=off).
 *
 * Rounds are outer and funds inner, because in the model the prices of the next round depend on
 * what all funds do in this one. A round is two passes. The first tests every fund, a tile at a
 * time and without branches, so that the compiler fills SIMD registers: with funds when LANES is
 * 1, with LANES paths side by side when it is more. The second decides for the few that fired,
 * gathered into batches, again without branches. A column that changes along a path is
 * [fund][lane], one that does not is [fund].
 */
#include "hedge_fund.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#ifndef TILE
#define TILE 160
#endif
enum { BATCH = 64 };

/* Columns that change, by name; the first six are the accounts. */
enum { CASH, YEN, UST, TECH, EQUITY, OTHER, PEAK, COLUMNS };
static const char *const columns[] = {"cash", "yen", "ust", "tech", "equity", "other", "peak"};
enum { LEVERAGE_LIMIT, RISK_LIMIT, DRAWDOWN_STOP, LIQUID_FIRST, CONSTANTS };
static const char *const constants[] = {"leverage_limit", "risk_limit", "drawdown_stop", "liquid_first"};

struct order {
    uint32_t fund;
    double trade[TRADES];
};

static size_t agents, funds;           /* without and with padding */
static double buffer, call_speed, deleveraging_speed, band;
static double *constant[CONSTANTS];
static const double *opening[COLUMNS]; /* at t = 0 */
static lanes *column[COLUMNS];
static lanes *rest[TRADES];           /* unfilled part of an order; means something while waiting */
static uint8_t (*waiting)[LANES];     /* 1 while part of an order is unfilled */
static uint8_t (*reason)[LANES];      /* cause of the order that is waiting */
static uint32_t *fired[LANES];        /* funds that fired in this round */
static struct order *ordered[LANES];  /* orders of this round */

static inline double smaller(double a, double b) { return a < b ? a : b; }
static inline double larger(double a, double b) { return a > b ? a : b; }
static inline double clip(double x) { return smaller(larger(x, 0), 1); }

/*
 * First pass: fired[lane] lists the funds that have something to do. On a new day their record
 * is brought up to date. A fund that has left has NaN in cash; no comparison with NaN is true.
 */
static inline __attribute__((always_inline)) void test(const struct market *restrict m, int new_day, int last_round, size_t *count) {
    const lanes *restrict cash = column[CASH], *restrict yen = column[YEN], *restrict ust = column[UST];
    const lanes *restrict tech = column[TECH], *restrict equity = column[EQUITY], *restrict other = column[OTHER];
    const double *restrict limit = constant[LEVERAGE_LIMIT], *restrict risk_limit = constant[RISK_LIMIT], *restrict stop = constant[DRAWDOWN_STOP];
    lanes *restrict peak = column[PEAK];
    int unfilled = 0;
    for (int l = 0; l < LANES; l++) unfilled |= m->unfilled[l] == 1, count[l] = 0;
    for (size_t tile = 0; tile < funds; tile += TILE) {
        int64_t hit[TILE][LANES] __attribute__((aligned(64)));
        for (size_t t = 0; t < TILE; t++) {
            const size_t i = tile + t;
            for (int l = 0; l < LANES; l++) {
                const double closing = cash[i][l] * m->closing_usd[l] + yen[i][l] * m->closing_yen[l] +
                    (ust[i][l] * m->closing_ust[l] + tech[i][l] * m->closing_tech[l] + equity[i][l] * m->closing_equity[l] + other[i][l] * m->closing_other[l]);
                const double ust_value = ust[i][l] * m->ust[l], tech_value = tech[i][l] * m->tech[l];
                const double equity_value = equity[i][l] * m->equity[l], other_value = other[i][l] * m->other[l];
                const double assets = ust_value + tech_value + equity_value + other_value;
                const double debt = -(yen[i][l] * m->yen[l]);
                const double own = cash[i][l] * m->usd[l] - debt + assets;
                const double requirement = ust_value * m->haircut_ust[l] + tech_value * m->haircut_tech[l] +
                    equity_value * m->haircut_equity[l] + other_value * m->haircut_other[l] + m->haircut_fx[l] * debt;
                const double risk = ust_value * m->sigma_ust[l] + tech_value * m->sigma_tech[l] +
                    equity_value * m->sigma_equity[l] + other_value * m->sigma_other[l] + debt * m->sigma_fx[l];
                const double most = m->trigger[l] * own;
                int fires = (closing <= 0) | (own < requirement) | (assets > most * limit[i]) | (risk > most * risk_limit[i]);
                if (new_day) peak[i][l] = larger(closing, peak[i][l]);
                if (last_round) fires |= own < (1 - stop[i]) * peak[i][l];
                hit[t][l] = fires;
            }
        }
        if (unfilled) {
            for (size_t t = 0; t < TILE; t++) for (int l = 0; l < LANES; l++) hit[t][l] |= waiting[tile + t][l] & (m->unfilled[l] == 1);
        }
        int64_t any = 0;
        for (size_t t = 0; t < TILE; t++) for (int l = 0; l < LANES; l++) any |= hit[t][l];
        if (!any) continue;
        for (size_t t = 0; t < TILE; t++) {
            for (int l = 0; l < LANES; l++) {
                fired[l][count[l]] = (uint32_t)(tile + t);
                count[l] += (size_t)hit[t][l];
            }
        }
    }
}

/*
 * Second pass: a batch of funds of one lane that fired. Adds to the sums of the round and
 * appends to the orders. @returns how many orders the lane has now
 */
static size_t decide(const uint32_t *restrict batch, int count, int l, const struct market *m, int last_round, double *restrict sum, size_t orders) {
    double a[COLUMNS][BATCH], c[CONSTANTS][BATCH], unfilled[TRADES][BATCH] = {{0}};
    for (int n = 0; n < count; n++) {
        const size_t i = batch[n];
        for (int k = 0; k < COLUMNS; k++) a[k][n] = column[k][i][l];
        for (int k = 0; k < CONSTANTS; k++) c[k][n] = constant[k][i];
        if (waiting[i][l] && m->unfilled[l] == 1) for (int k = 0; k < TRADES; k++) unfilled[k][n] = rest[k][i][l];
    }

    double closing[BATCH], own[BATCH], requirement[BATCH], share[BATCH], cause[BATCH], stopped[BATCH], trade[TRADES][BATCH], trades[BATCH];
    for (int n = 0; n < count; n++) {
        const double ust = a[UST][n] * m->ust[l], tech = a[TECH][n] * m->tech[l], equity = a[EQUITY][n] * m->equity[l], other = a[OTHER][n] * m->other[l];
        const double assets = ust + tech + equity + other;
        const double debt = -(a[YEN][n] * m->yen[l]);
        closing[n] = a[CASH][n] * m->closing_usd[l] + a[YEN][n] * m->closing_yen[l] +
            (a[UST][n] * m->closing_ust[l] + a[TECH][n] * m->closing_tech[l] + a[EQUITY][n] * m->closing_equity[l] + a[OTHER][n] * m->closing_other[l]);
        const double e = own[n] = a[CASH][n] * m->usd[l] - debt + assets;
        const double r = requirement[n] = ust * m->haircut_ust[l] + tech * m->haircut_tech[l] + equity * m->haircut_equity[l] + other * m->haircut_other[l] + m->haircut_fx[l] * debt;
        const double risk = ust * m->sigma_ust[l] + tech * m->sigma_tech[l] + equity * m->sigma_equity[l] + other * m->sigma_other[l] + debt * m->sigma_fx[l];
        /* R9 to R12: which share of the position goes */
        const double missing = clip(1 - e / ((1 + buffer) * r));
        const double call = e < r ? (e <= 0 ? 1 : missing) : 0;
        const double target = smaller(c[LEVERAGE_LIMIT][n], c[RISK_LIMIT][n] / (risk / larger(assets, 1e-12))) * m->carry_factor[l];
        const double too_much = clip(1 - target * e / assets);
        const double excess = assets > (1 + band) * target * e ? too_much : 0;
        const double stop = last_round && e < (1 - c[DRAWDOWN_STOP][n]) * a[PEAK][n] ? 1 : 0;
        const double k = larger(larger(call_speed * call, deleveraging_speed * excess), stop);
        share[n] = k;
        stopped[n] = stop;
        cause[n] = stop == k ? STOP_LOSS : call_speed * call == k ? MARGIN_CALL : DELEVERAGING;
        /* R12: partly pro rata, partly the most liquid first */
        const double first = c[LIQUID_FIRST][n], pro_rata = (1 - first) * k;
        double remaining = k * assets;
        trade[TECH - 1][n] = -(pro_rata * tech + first * smaller(tech, remaining)) / m->tech[l];
        remaining = larger(0, remaining - tech);
        trade[EQUITY - 1][n] = -(pro_rata * equity + first * smaller(equity, remaining)) / m->equity[l];
        remaining = larger(0, remaining - equity);
        trade[UST - 1][n] = -(pro_rata * ust + first * smaller(ust, remaining)) / m->ust[l];
        remaining = larger(0, remaining - ust);
        trade[OTHER - 1][n] = -(pro_rata * other + first * smaller(other, remaining)) / m->other[l];
        trade[YEN - 1][n] = -(k * a[YEN][n] * m->yen_index[l]);
        /* R26: a larger unfilled rest goes first; nobody sells more than is held */
        for (int q = 0; q < TRADES; q++) {
            const double o = trade[q][n], u = unfilled[q][n];
            trade[q][n] = (o * u >= 0) & (fabs(u) > fabs(o)) ? u : o;
        }
        for (int q = 1; q < TRADES; q++) trade[q][n] = larger(trade[q][n], -a[q + 1][n]);
        trades[n] = (trade[0][n] > 0) | (trade[1][n] < 0) | (trade[2][n] < 0) | (trade[3][n] < 0) | (trade[4][n] < 0) ? 1 : 0;
    }

    for (int n = 0; n < count; n++) {
        const size_t i = batch[n];
        if (closing[n] <= 0) { /* R27 */
            column[CASH][i][l] = NAN;
            waiting[i][l] = 0;
            sum[DEFAULTS] += 1;
            continue;
        }
        if (m->closing_only[l] == 1) continue;
        if (stopped[n] == 1) column[PEAK][i][l] = own[n];
        if (own[n] < requirement[n]) {
            sum[MARGIN_CALLS] += 1;
            sum[MARGIN_CALL_USD] += (1 + buffer) * requirement[n] - own[n];
        }
        if (share[n] > 0) reason[i][l] = (uint8_t)cause[n];
        if (trades[n] == 0) continue;
        struct order *const order = &ordered[l][orders++];
        double *const flow = sum + TRADES * reason[i][l];
        order->fund = batch[n];
        for (int q = 0; q < TRADES; q++) {
            order->trade[q] = trade[q][n];
            flow[q] += trade[q][n];
        }
    }
    return orders;
}

/* R26: orders of a lane are filled by the market's share at the execution price; the rest waits. */
static void settle(int l, const struct market *m, size_t orders) {
    const double filled[TRADES] = {m->filled_fx[l], m->filled_ust[l], m->filled_tech[l], m->filled_equity[l], m->filled_other[l]};
    const double execution[TRADES] = {m->execution_fx[l], m->execution_ust[l], m->execution_tech[l], m->execution_equity[l], m->execution_other[l]};
    const double usd = m->settled_usd[l], yen = m->settled_yen[l];
    for (size_t n = 0; n < orders; n++) {
        const struct order *const order = &ordered[l][n];
        const size_t i = order->fund;
        double done[TRADES], left[TRADES], cash = column[CASH][i][l];
        int waits = 0;
        for (int q = 0; q < TRADES; q++) {
            done[q] = filled[q] * order->trade[q];
            left[q] = order->trade[q] - done[q];
            waits |= left[q] != 0;
        }
        column[YEN][i][l] += done[0] / yen;
        cash -= done[0] / execution[0] / usd;
        for (int q = 1; q < TRADES; q++) {
            column[YEN + q][i][l] += done[q];
            cash -= done[q] * execution[q] / usd;
        }
        column[CASH][i][l] = cash;
        waiting[i][l] = (uint8_t)waits;
        if (waits) for (int q = 0; q < TRADES; q++) rest[q][i][l] = left[q];
    }
}

void play(const struct market *m, double *sum[LANES]) {
    size_t count[LANES];
    const int new_day = m->new_day[0] == 1, last_round = m->last_round[0] == 1; /* the same in all lanes */
    if (new_day && last_round) test(m, 1, 1, count);
    else if (new_day) test(m, 1, 0, count);
    else if (last_round) test(m, 0, 1, count);
    else test(m, 0, 0, count);
    for (int l = 0; l < LANES; l++) {
        size_t orders = 0;
        for (size_t first = 0; first < count[l]; first += BATCH) {
            const size_t left = count[l] - first;
            orders = decide(fired[l] + first, left < BATCH ? (int)left : BATCH, l, m, last_round, sum[l], orders);
        }
        settle(l, m, orders);
    }
}

/* Funds are padded to whole tiles with some that have left. */
void prepare(const struct replay *replay) {
    agents = replay->agents;
    funds = (agents + TILE - 1) / TILE * TILE;
    for (int k = 0; k < COLUMNS; k++) {
        column[k] = allocate(funds * sizeof(lanes));
        opening[k] = replay->opening + index_of(replay, "columns", columns[k]) * agents;
    }
    for (int k = 0; k < TRADES; k++) rest[k] = allocate(funds * sizeof(lanes));
    for (int k = 0; k < CONSTANTS; k++) {
        constant[k] = allocate(funds * sizeof(double));
        memcpy(constant[k], replay->opening + index_of(replay, "columns", constants[k]) * agents, agents * sizeof(double));
    }
    waiting = allocate(funds * sizeof *waiting);
    reason = allocate(funds * sizeof *reason);
    for (int l = 0; l < LANES; l++) {
        fired[l] = allocate((funds + 1) * sizeof(uint32_t)); /* the test pass writes one past the last that fired */
        ordered[l] = allocate(funds * sizeof(struct order));
    }
    buffer = scalar(replay, "buffer");
    call_speed = scalar(replay, "call_speed");
    deleveraging_speed = scalar(replay, "deleveraging_speed");
    band = scalar(replay, "band");
}

void reset(void) {
    for (int k = 0; k < COLUMNS; k++) {
        for (size_t i = 0; i < agents; i++) for (int l = 0; l < LANES; l++) column[k][i][l] = opening[k][i];
    }
    for (size_t i = agents; i < funds; i++) for (int l = 0; l < LANES; l++) column[CASH][i][l] = NAN;
    memset(waiting, 0, funds * sizeof *waiting);
    memset(reason, 0, funds * sizeof *reason);
}
