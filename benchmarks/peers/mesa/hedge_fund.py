"""Hedge funds along recorded market paths (R7 to R12, R26, R27) as Mesa agents."""

from types import SimpleNamespace

from mesa import Agent, Model
from replay import run

CAUSES = ("margin_call", "deleveraging", "stop_loss")
MARKETS = ("fx", "ust", "tech", "equity", "other")
COLUMNS = ("cash", "yen", "ust", "tech", "equity", "other", "peak", "leverage_limit", "risk_limit", "drawdown_stop", "liquid_first")


def asset_sale(liquid_first, share, value, remaining):
    """R12"""
    return (1 - liquid_first) * share * value + liquid_first * min(value, remaining)


def carry_over(order, rest):
    """R26"""
    return rest if order * rest >= 0 and abs(rest) > abs(order) else order


class HedgeFund(Agent):
    def __init__(self, model, opening):
        super().__init__(model)
        (self.cash, self.yen, self.ust, self.tech, self.equity, self.other, self.peak,
         self.leverage_limit, self.risk_limit, self.drawdown_stop, self.liquid_first) = opening  # fmt: skip
        self.order = None
        self.waiting = False
        self.reason = None

    def decide(self):
        m = self.model.market
        k = self.model.scalars
        sums = self.model.sums
        closing = self.cash * m.closing_usd + self.yen * m.closing_yen + (
            self.ust * m.closing_ust + self.tech * m.closing_tech + self.equity * m.closing_equity + self.other * m.closing_other
        )
        if closing <= 0:  # R27
            sums["defaults"] += 1
            self.remove()
            return
        if m.closing_only == 1:
            return
        if m.new_day == 1 and closing > self.peak:
            self.peak = closing

        ust_value = self.ust * m.ust
        tech_value = self.tech * m.tech
        equity_value = self.equity * m.equity
        other_value = self.other * m.other
        assets = ust_value + tech_value + equity_value + other_value
        debt = -(self.yen * m.yen)
        own = self.cash * m.usd + self.yen * m.yen + assets
        haircuts = ust_value * m.haircut_ust + tech_value * m.haircut_tech + equity_value * m.haircut_equity + other_value * m.haircut_other
        requirement = haircuts + m.haircut_fx * debt
        risk = ust_value * m.sigma_ust + tech_value * m.sigma_tech + equity_value * m.sigma_equity + other_value * m.sigma_other + debt * m.sigma_fx

        called = own < requirement
        above_target = assets > m.trigger * self.leverage_limit * own or risk > m.trigger * self.risk_limit * own
        stopped = m.last_round == 1 and own < (1 - self.drawdown_stop) * self.peak
        waits = m.unfilled == 1 and self.waiting
        if not (called or above_target or stopped or waits):
            return

        call = 0.0  # R9
        if called:
            call = 1.0 if own <= 0 else min(max(1 - own / ((1 + k.buffer) * requirement), 0.0), 1.0)
        # R10; Python does not divide by zero, where the model goes on with infinity
        volatility = risk / max(assets, 1e-12)
        target = (min(self.leverage_limit, self.risk_limit / volatility) if volatility > 0 else self.leverage_limit) * m.carry_factor
        excess = 0.0
        if assets > (1 + k.band) * target * own:
            excess = min(max(1 - (target * own) / assets, 0.0), 1.0) if assets > 0 else 1.0
        stop = 1.0 if stopped else 0.0  # R11
        share = max(k.call_speed * call, k.deleveraging_speed * excess, stop)  # R12

        if stopped:
            self.peak = own
        if called:
            sums["margin_calls"] += 1
            sums["margin_call_usd"] += (1 + k.buffer) * requirement - own
        if share > 0:
            self.reason = "stop_loss" if stop == share else "margin_call" if k.call_speed * call == share else "deleveraging"

        remaining = share * assets
        sell_tech = asset_sale(self.liquid_first, share, tech_value, remaining) / m.tech
        remaining = max(0.0, remaining - tech_value)
        sell_equity = asset_sale(self.liquid_first, share, equity_value, remaining) / m.equity
        remaining = max(0.0, remaining - equity_value)
        sell_ust = asset_sale(self.liquid_first, share, ust_value, remaining) / m.ust
        remaining = max(0.0, remaining - ust_value)
        sell_other = asset_sale(self.liquid_first, share, other_value, remaining) / m.other
        buy_yen = -(share * self.yen * m.yen_index)
        if waits:
            fx, ust, tech, equity, other = self.order
            sell_tech = carry_over(sell_tech, -tech)
            sell_equity = carry_over(sell_equity, -equity)
            sell_ust = carry_over(sell_ust, -ust)
            sell_other = carry_over(sell_other, -other)
            buy_yen = carry_over(buy_yen, fx)
        sell_tech = min(sell_tech, self.tech)
        sell_equity = min(sell_equity, self.equity)
        sell_ust = min(sell_ust, self.ust)
        sell_other = min(sell_other, self.other)
        if not (sell_tech > 0 or sell_equity > 0 or sell_ust > 0 or sell_other > 0 or buy_yen > 0):
            return

        self.order = [buy_yen, -sell_ust, -sell_tech, -sell_equity, -sell_other]
        for market, units in zip(MARKETS, self.order):
            sums[f"{self.reason}_{market}"] += units
        self.model.ordered.append(self)

    def settle(self):
        """R26"""
        m = self.model.market
        fx, ust, tech, equity, other = filled = [share * units for share, units in zip(self.model.filled, self.order)]
        self.yen += fx / m.settled_yen
        self.cash -= fx / m.execution_fx / m.settled_usd
        self.ust += ust
        self.cash -= ust * m.execution_ust / m.settled_usd
        self.tech += tech
        self.cash -= tech * m.execution_tech / m.settled_usd
        self.equity += equity
        self.cash -= equity * m.execution_equity / m.settled_usd
        self.other += other
        self.cash -= other * m.execution_other / m.settled_usd
        self.order = [units - done for units, done in zip(self.order, filled)]
        self.waiting = any(rest != 0 for rest in self.order)


class HedgeFunds(Model):
    """One path. A step is one round: all funds decide in their order, then their orders are settled."""

    def __init__(self, replay, path):
        super().__init__()
        self.scalars = SimpleNamespace(**replay.scalars)
        names = replay.market.dtype.names
        self.markets = iter([SimpleNamespace(**dict(zip(names, values))) for values in replay.market[path].tolist()])
        self.sum_names = replay.sum_names
        for opening in zip(*(replay.opening[name].tolist() for name in COLUMNS)):
            HedgeFund(self, opening)

    def step(self):
        self.market = next(self.markets)
        self.filled = [getattr(self.market, f"filled_{market}") for market in MARKETS]
        self.sums = dict.fromkeys(self.sum_names, 0.0)
        self.ordered = []
        self.agents.do("decide")
        for fund in self.ordered:
            fund.settle()


def play(replay):
    sums = replay.empty_sums()
    for path in range(replay.paths):
        model = HedgeFunds(replay, path)
        for round in range(replay.rounds + 1):
            model.step()
            sums[path, round] = list(model.sums.values())
    return sums


if __name__ == "__main__":
    run(play)
