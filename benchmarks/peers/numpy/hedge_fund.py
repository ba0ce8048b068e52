"""Hedge funds along recorded market paths (R7 to R12, R26, R27): arrays over the funds of a path.

A round tests all funds at once; those that have something to do are gathered and decide at once. A
fund that has left has NaN in cash: no comparison with NaN is true.
"""

import numpy as np
from replay import run

COLUMNS = ("cash", "yen", "ust", "tech", "equity", "other", "peak")
ASSETS = ("ust", "tech", "equity", "other")
WATERFALL = ("tech", "equity", "ust", "other")
MARKETS = ("fx", *ASSETS)

MARGIN_CALL, DELEVERAGING, STOP_LOSS = 0, 1, 2
MARGIN_CALLS, MARGIN_CALL_USD, DEFAULTS = 15, 16, 17


class Funds:
    def __init__(self, replay):
        for name in COLUMNS:
            setattr(self, name, replay.opening[name].copy())
        self.leverage_limit = replay.opening["leverage_limit"]
        self.risk_limit = replay.opening["risk_limit"]
        self.drawdown_stop = replay.opening["drawdown_stop"]
        self.liquid_first = replay.opening["liquid_first"]
        self.waiting = np.zeros(replay.agents, bool)
        self.orders = {market: np.zeros(replay.agents) for market in MARKETS}
        self.reason = np.zeros(replay.agents, np.int64)


def decide(a, m, k, sums):
    """All funds of a path decide. Returns the indices of those with an order."""
    closing = a.cash * m["closing_usd"] + a.yen * m["closing_yen"] + (
        a.ust * m["closing_ust"] + a.tech * m["closing_tech"] + a.equity * m["closing_equity"] + a.other * m["closing_other"]
    )
    left = np.flatnonzero(closing <= 0)  # R27
    if left.size:
        a.cash[left] = np.nan
        a.waiting[left] = False
        sums[DEFAULTS] = left.size
    if m["closing_only"] == 1:
        return left[:0]
    if m["new_day"] == 1:
        np.fmax(a.peak, closing, out=a.peak)

    value = {asset: getattr(a, asset) * m[asset] for asset in ASSETS}
    assets = value["ust"] + value["tech"] + value["equity"] + value["other"]
    debt = -(a.yen * m["yen"])
    own = a.cash * m["usd"] - debt + assets
    haircuts = value["ust"] * m["haircut_ust"] + value["tech"] * m["haircut_tech"] + value["equity"] * m["haircut_equity"] + value["other"] * m["haircut_other"]
    requirement = haircuts + m["haircut_fx"] * debt
    risk = value["ust"] * m["sigma_ust"] + value["tech"] * m["sigma_tech"] + value["equity"] * m["sigma_equity"] + value["other"] * m["sigma_other"] + debt * m["sigma_fx"]

    acts = own < requirement
    acts |= assets > m["trigger"] * a.leverage_limit * own
    acts |= risk > m["trigger"] * a.risk_limit * own
    if m["last_round"] == 1:
        acts |= own < (1 - a.drawdown_stop) * a.peak
    if m["unfilled"] == 1:
        acts |= a.waiting
    i = np.flatnonzero(acts)
    if i.size == 0:
        return i

    own, requirement, assets, risk = own[i], requirement[i], assets[i], risk[i]
    called = own < requirement
    call = np.where(called, np.where(own <= 0, 1, np.clip(1 - own / ((1 + k["buffer"]) * requirement), 0, 1)), 0)  # R9
    volatility = risk / np.maximum(assets, 1e-12)
    target = np.minimum(a.leverage_limit[i], a.risk_limit[i] / volatility) * m["carry_factor"]  # R10
    excess = np.where(assets > (1 + k["band"]) * target * own, np.clip(1 - target * own / assets, 0, 1), 0)
    stopped = own < (1 - a.drawdown_stop[i]) * a.peak[i] if m["last_round"] == 1 else np.zeros(i.size, bool)  # R11
    share = np.maximum(np.maximum(k["call_speed"] * call, k["deleveraging_speed"] * excess), stopped)  # R12

    a.peak[i[stopped]] = own[stopped]
    sums[MARGIN_CALLS] = np.count_nonzero(called)
    sums[MARGIN_CALL_USD] = in_order((1 + k["buffer"]) * requirement[called] - own[called])
    cause = np.where(stopped, STOP_LOSS, np.where(k["call_speed"] * call == share, MARGIN_CALL, DELEVERAGING))
    a.reason[i] = np.where(share > 0, cause, a.reason[i])

    first = a.liquid_first[i]
    remaining = share * assets
    trade = {"fx": -(share * a.yen[i] * m["yen_index"])}
    for asset in WATERFALL:
        held = value[asset][i]
        trade[asset] = -(((1 - first) * share * held + first * np.minimum(held, remaining)) / m[asset])
        remaining = np.maximum(0, remaining - held)
    if m["unfilled"] == 1:  # R26
        for market in MARKETS:
            rest = np.where(a.waiting[i], a.orders[market][i], 0)
            trade[market] = np.where((trade[market] * rest >= 0) & (abs(rest) > abs(trade[market])), rest, trade[market])
    for asset in ASSETS:
        trade[asset] = np.maximum(trade[asset], -getattr(a, asset)[i])

    trades = (trade["fx"] > 0) | (trade["ust"] < 0) | (trade["tech"] < 0) | (trade["equity"] < 0) | (trade["other"] < 0)
    i = i[trades]
    reason = a.reason[i]
    by_cause = sums[: 3 * len(MARKETS)].reshape(3, -1)
    for q, market in enumerate(MARKETS):
        a.orders[market][i] = units = trade[market][trades]
        by_cause[:, q] = np.bincount(reason, units, minlength=3)  # adds in the order of the funds
    return i


def in_order(values):
    """The sum, added from first to last as the model does; np.sum adds in pairs."""
    return np.add.accumulate(values)[-1] if values.size else 0


def settle(a, m, i):
    """R26"""
    filled = {market: m[f"filled_{market}"] * a.orders[market][i] for market in MARKETS}
    a.yen[i] += filled["fx"] / m["settled_yen"]
    cash = a.cash[i] - filled["fx"] / m["execution_fx"] / m["settled_usd"]
    for asset in ASSETS:
        getattr(a, asset)[i] += filled[asset]
        cash -= filled[asset] * m[f"execution_{asset}"] / m["settled_usd"]
    a.cash[i] = cash
    waits = np.zeros(i.size, bool)
    for market in MARKETS:
        rest = a.orders[market][i] - filled[market]
        a.orders[market][i] = rest
        waits |= rest != 0
    a.waiting[i] = waits


def play(replay):
    sums = replay.empty_sums()
    names = replay.market.dtype.names
    with np.errstate(divide="ignore", invalid="ignore"):
        for path in range(replay.paths):
            funds = Funds(replay)
            for round, values in enumerate(replay.market[path].tolist()):
                market = dict(zip(names, values))
                orders = decide(funds, market, replay.scalars, sums[path, round])
                if orders.size:
                    settle(funds, market, orders)
    return sums


if __name__ == "__main__":
    run(play, warm_up=play)
