"""Hedge funds along recorded market paths (R7 to R12, R26, R27): one compiled loop over the funds."""

import numpy as np
from numba import njit
from replay import run

# One division by zero is infinity, as in the model; the compiled code is kept for the next start.
compiled = njit(error_model="numpy", cache=True)

COLUMNS = ("cash", "yen", "ust", "tech", "equity", "other", "peak")
LIMITS = ("leverage_limit", "risk_limit", "drawdown_stop", "liquid_first")
SPEEDS = ("buffer", "call_speed", "deleveraging_speed", "band")

MARGIN_CALL, DELEVERAGING, STOP_LOSS = 0, 1, 2
FX, UST, TECH, EQUITY, OTHER = 0, 1, 2, 3, 4
MARGIN_CALLS, MARGIN_CALL_USD, DEFAULTS = 15, 16, 17


@compiled
def asset_sale(liquid_first, share, value, remaining):
    """R12"""
    return (1 - liquid_first) * share * value + liquid_first * min(value, remaining)


@compiled
def carry_over(order, rest):
    """R26"""
    return rest if order * rest >= 0 and abs(rest) > abs(order) else order


@compiled
def decide(m, columns, limits, speeds, active, waiting, orders, reason, ordered, sums):
    """All funds decide in one round. Returns how many have an order; `ordered` lists them."""
    cash, yen, ust, tech, equity, other, peak = columns
    leverage_limit, risk_limit, drawdown_stop, liquid_first = limits
    buffer, call_speed, deleveraging_speed, band = speeds
    # Numbers in local variables stay in registers: the compiler cannot know that no column is the market.
    usd, yen_price, ust_price, tech_price, equity_price, other_price = m.usd, m.yen, m.ust, m.tech, m.equity, m.other
    closing_usd, closing_yen, closing_ust = m.closing_usd, m.closing_yen, m.closing_ust
    closing_tech, closing_equity, closing_other = m.closing_tech, m.closing_equity, m.closing_other
    haircut_fx, haircut_ust, haircut_tech = m.haircut_fx, m.haircut_ust, m.haircut_tech
    haircut_equity, haircut_other = m.haircut_equity, m.haircut_other
    sigma_fx, sigma_ust, sigma_tech, sigma_equity, sigma_other = m.sigma_fx, m.sigma_ust, m.sigma_tech, m.sigma_equity, m.sigma_other
    carry_factor, trigger, yen_index = m.carry_factor, m.trigger, m.yen_index
    new_day, last_round, unfilled, closing_only = m.new_day == 1, m.last_round == 1, m.unfilled == 1, m.closing_only == 1

    count = 0
    for i in range(cash.size):
        if not active[i]:
            continue
        closing = cash[i] * closing_usd + yen[i] * closing_yen + (
            ust[i] * closing_ust + tech[i] * closing_tech + equity[i] * closing_equity + other[i] * closing_other
        )
        if closing <= 0:  # R27
            active[i] = False
            sums[DEFAULTS] += 1
            continue
        if closing_only:
            continue
        if new_day and closing > peak[i]:
            peak[i] = closing

        ust_value, tech_value = ust[i] * ust_price, tech[i] * tech_price
        equity_value, other_value = equity[i] * equity_price, other[i] * other_price
        assets = ust_value + tech_value + equity_value + other_value
        debt = -(yen[i] * yen_price)
        own = cash[i] * usd + yen[i] * yen_price + assets
        haircuts = ust_value * haircut_ust + tech_value * haircut_tech + equity_value * haircut_equity + other_value * haircut_other
        requirement = haircuts + haircut_fx * debt
        risk = ust_value * sigma_ust + tech_value * sigma_tech + equity_value * sigma_equity + other_value * sigma_other + debt * sigma_fx

        called = own < requirement
        above_target = assets > trigger * leverage_limit[i] * own or risk > trigger * risk_limit[i] * own
        stopped = last_round and own < (1 - drawdown_stop[i]) * peak[i]
        waits = unfilled and waiting[i]
        if not (called or above_target or stopped or waits):
            continue

        call = 0.0  # R9
        if called:
            call = 1.0 if own <= 0 else min(max(1 - own / ((1 + buffer) * requirement), 0.0), 1.0)
        volatility = risk / max(assets, 1e-12)
        target = min(leverage_limit[i], risk_limit[i] / volatility) * carry_factor  # R10
        excess = 0.0
        if assets > (1 + band) * target * own:
            excess = min(max(1 - (target * own) / assets, 0.0), 1.0)
        stop = 1.0 if stopped else 0.0  # R11
        share = max(call_speed * call, deleveraging_speed * excess, stop)  # R12

        if stopped:
            peak[i] = own
        if called:
            sums[MARGIN_CALLS] += 1
            sums[MARGIN_CALL_USD] += (1 + buffer) * requirement - own
        if share > 0:
            reason[i] = STOP_LOSS if stop == share else MARGIN_CALL if call_speed * call == share else DELEVERAGING

        first = liquid_first[i]
        remaining = share * assets
        sell_tech = asset_sale(first, share, tech_value, remaining) / tech_price
        remaining = max(0.0, remaining - tech_value)
        sell_equity = asset_sale(first, share, equity_value, remaining) / equity_price
        remaining = max(0.0, remaining - equity_value)
        sell_ust = asset_sale(first, share, ust_value, remaining) / ust_price
        remaining = max(0.0, remaining - ust_value)
        sell_other = asset_sale(first, share, other_value, remaining) / other_price
        buy_yen = -(share * yen[i] * yen_index)
        if waits:
            sell_tech = carry_over(sell_tech, -orders[TECH, i])
            sell_equity = carry_over(sell_equity, -orders[EQUITY, i])
            sell_ust = carry_over(sell_ust, -orders[UST, i])
            sell_other = carry_over(sell_other, -orders[OTHER, i])
            buy_yen = carry_over(buy_yen, orders[FX, i])
        sell_tech = min(sell_tech, tech[i])
        sell_equity = min(sell_equity, equity[i])
        sell_ust = min(sell_ust, ust[i])
        sell_other = min(sell_other, other[i])
        if not (sell_tech > 0 or sell_equity > 0 or sell_ust > 0 or sell_other > 0 or buy_yen > 0):
            continue

        orders[FX, i] = buy_yen
        orders[UST, i] = -sell_ust
        orders[TECH, i] = -sell_tech
        orders[EQUITY, i] = -sell_equity
        orders[OTHER, i] = -sell_other
        for q in range(5):
            sums[5 * reason[i] + q] += orders[q, i]
        ordered[count] = i
        count += 1
    return count


@compiled
def settle(m, columns, waiting, orders, ordered, count):
    """R26"""
    cash, yen, ust, tech, equity, other, _ = columns
    for n in range(count):
        i = ordered[n]
        fx = m.filled_fx * orders[FX, i]
        yen[i] += fx / m.settled_yen
        cash[i] -= fx / m.execution_fx / m.settled_usd
        orders[FX, i] -= fx
        filled = m.filled_ust * orders[UST, i]
        ust[i] += filled
        cash[i] -= filled * m.execution_ust / m.settled_usd
        orders[UST, i] -= filled
        filled = m.filled_tech * orders[TECH, i]
        tech[i] += filled
        cash[i] -= filled * m.execution_tech / m.settled_usd
        orders[TECH, i] -= filled
        filled = m.filled_equity * orders[EQUITY, i]
        equity[i] += filled
        cash[i] -= filled * m.execution_equity / m.settled_usd
        orders[EQUITY, i] -= filled
        filled = m.filled_other * orders[OTHER, i]
        other[i] += filled
        cash[i] -= filled * m.execution_other / m.settled_usd
        orders[OTHER, i] -= filled
        waiting[i] = orders[FX, i] != 0 or orders[UST, i] != 0 or orders[TECH, i] != 0 or orders[EQUITY, i] != 0 or orders[OTHER, i] != 0


@compiled
def play_paths(market, opening, limits, speeds, sums):
    agents = opening[0].size
    for path in range(market.shape[0]):
        columns = (
            opening[0].copy(), opening[1].copy(), opening[2].copy(), opening[3].copy(),
            opening[4].copy(), opening[5].copy(), opening[6].copy(),
        )
        active = np.ones(agents, np.bool_)
        waiting = np.zeros(agents, np.bool_)
        orders = np.zeros((5, agents))
        reason = np.zeros(agents, np.int64)
        ordered = np.empty(agents, np.int64)
        for round in range(market.shape[1]):
            m = market[path, round]
            count = decide(m, columns, limits, speeds, active, waiting, orders, reason, ordered, sums[path, round])
            settle(m, columns, waiting, orders, ordered, count)


def play(replay):
    sums = replay.empty_sums()
    opening = tuple(replay.opening[name] for name in COLUMNS)
    limits = tuple(replay.opening[name] for name in LIMITS)
    speeds = tuple(replay.scalars[name] for name in SPEEDS)
    play_paths(replay.market, opening, limits, speeds, sums)
    return sums


if __name__ == "__main__":
    run(play, warm_up=play)
