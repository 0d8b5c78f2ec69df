"""The numbers that shape a synthetic city beyond its file; almost all are assumptions.

`describe` lists `PARAMS`; the synthesis reads `P.name`. Utils are on the logistic scale.
"""

from __future__ import annotations

from types import SimpleNamespace

from sim.params import Param

TUNED = "assumption: tuned in an earlier model"
GUESS = "assumption"
GAPS = "assumption: set so that accounts and payments show the group gaps of Findex 2014 and 2017"
COHORTS = "assumption: schooling has spread from cohort to cohort (Barro and Lee 2013)"
AGES = "assumption: in Brazil 85 % own a smartphone at 18-34 and 32 % from 50 (Pew Research Center, February 2019)"
PAPERS = (
    "assumption, after the ID4D-Findex survey of 2017: primary schooling 17 points less in low-income countries, the "
    "poorest 7 points less, all else equal; 44 % of women and 28 % of men without an ID"
)


def _weight(default: float, label: str, source: str = GUESS) -> Param:
    """A weight in a logit whose intercept is fitted to the city file."""
    return Param(default, "utils", (-6, 6), "uncertainty", label, source)


def _share(default: float, label: str, source: str = GUESS) -> Param:
    return Param(default, "share", (0, 1), "uncertainty", label, source)


def _shift(default: float, label: str, source: str = TUNED) -> Param:
    return Param(default, "standard deviations", (-2, 2), "uncertainty", label, source)


def _link(default: float, label: str, source: str = TUNED) -> Param:
    return Param(default, "correlation", (-0.95, 0.95), "uncertainty", label, source)


def _count(default: float, unit: str, label: str, source: str = GUESS) -> Param:
    return Param(default, unit, (0, 1000), "uncertainty", label, source)


_DECLARED = {
    # who is poor
    "women_income": _shift(-0.10, "Income of women's households", GUESS),
    "young_income": _shift(-0.15, "Income at 15-24", GUESS),
    "old_income": _shift(-0.10, "Income at 60 and over", GUESS),
    # copula of income, education, skill and trust
    "income_education": _link(0.45, "Income with education"),
    "education_skill": _link(0.65, "Education with digital skill"),
    "income_skill": _link(0.35, "Income with digital skill"),
    "trust_others": _link(0.10, "Trust with income, education and skill"),
    "trust_trust": _link(0.50, "Trust in government with trust in providers", GUESS),
    "old_education": _shift(-1.0, "Schooling at 60 and over", COHORTS),
    "middle_education": _shift(-0.4, "Schooling at 45-59", COHORTS),
    "young_education": _shift(0.3, "Schooling at 15-24", COHORTS),
    "minor_education": _shift(-1.0, "Schooling under 18",
                              "assumption: two in three are 15 or 16 and have not finished lower secondary school"),
    "women_skill": _shift(-0.20, "Skill of women"),
    "old_skill": _shift(-0.45, "Skill at 60 and over"),
    "young_skill": _shift(0.20, "Skill at 15-24"),
    "disabled_skill": _shift(-0.30, "Skill with a disability"),
    "migrant_skill": _shift(-0.20, "Skill of migrants"),
    "skill_spread": _shift(0.70, "Spread of skill on the probit scale", GUESS),
    "trust_spread": _shift(0.50, "Spread of trust on the probit scale", GUESS),
    # a phone, and a smart one
    "device_rank": _weight(0.5, "Phone: income rank", GAPS),
    "device_skill": _weight(1.6, "Phone: digital skill", GAPS),
    "device_education": _weight(0.5, "Phone: each level of schooling", GAPS),
    "device_women": _weight(-0.55, "Phone: women",
                            "assumption: 74 % of women and 84 % of men own a phone in developing economies (Findex 2017)"),
    "device_disabled": _weight(-0.35, "Phone: disability", TUNED),
    "device_price": _weight(2.1, "Phone: fall of log price"),
    "device_coverage": _weight(2.0, "Phone: coverage of the district"),
    "device_middle": _weight(-1.5, "Phone: 45-59", AGES),
    "device_old": _weight(-2.8, "Phone: 60 and over", AGES),
    "device_minor": _weight(-1.5, "Phone: under 18, beyond schooling",
                            "assumption: log-odds of 15-19 against 25-29 are -2.0 for men and women alike in Rakai, Uganda "
                            "(PMC7241097), and -1.4 for women in India (NFHS-5)"),
    # under 18
    "minors": _share(0.3, "Those under 18 among residents of 15-24", "three of ten years of age"),
    "minors_signed": _share(0.3, "Those under 18 for whom a guardian has signed for a bank account at month 0",
                            "assumption, as `guardians.signing`"),
    # papers, and what phone, account and papers share
    "engaged": _weight(1.6, "Phone, account and papers: what they share, each standard deviation",
                       "assumption: two thirds of those without an account own a phone (Global Findex 2017)"),
    "documents_education": _weight(0.9, "Documents: each level of schooling", PAPERS),
    "documents_young": _weight(-0.3, "Documents: 15-24",
                               "assumption: 28 % of Kenyans of 18 to 25 had no identity card (FinAccess 2021); lower, as "
                               "the young have mobile money as often as others (Findex 2017, middle country)"),
    "documents_rank": _weight(0.4, "Documents: income rank", PAPERS),
    "documents_women": _weight(-0.5, "Documents: women", PAPERS),
    "documents_migrant": _weight(-1.8, "Documents: migrants", TUNED),
    "documents_disabled": _weight(-0.4, "Documents: disability", TUNED),
    # disability and migration
    "disabled_old": _weight(1.5, "Disability: 60 and over", "assumption: prevalence rises with age (WHO 2011)"),
    "disabled_middle": _weight(0.7, "Disability: 45-59"),
    "disabled_rank": _weight(-0.5, "Disability: income rank"),
    "migrant_rank": _weight(-1.0, "Migrant: income rank"),
    "migrant_informal": _weight(0.6, "Migrant: informal settlement"),
    # work
    "work_women": _weight(-0.6, "Working: women"),
    "work_young": _weight(-1.2, "Working: 15-24"),
    "work_minor": _weight(-1.5, "Working: under 18, beyond 15-24", "assumption: most are at school"),
    "work_old": _weight(-2.0, "Working: 60 and over"),
    "work_disabled": _weight(-0.8, "Working: disability"),
    "formal_rank": _weight(1.5, "Formal work: income rank"),
    "formal_education": _weight(0.9, "Formal work: each level of schooling"),
    "formal_migrant": _weight(-1.0, "Formal work: migrants"),
    # benefits and how money arrives
    "benefits_rank": _weight(-2.0, "Benefits: income rank"),
    "benefits_old": _weight(0.8, "Benefits: 60 and over"),
    "benefits_disabled": _weight(0.8, "Benefits: disability"),
    "benefits_migrant": _weight(-1.0, "Benefits: migrants"),
    "paid_rank": _weight(1.2, "Paid into an account: income rank"),
    "paid_education": _weight(0.3, "Paid into an account: each level of schooling"),
    "banked_rank": _weight(0.9, "Account: income rank", GAPS),
    "banked_education": _weight(0.2, "Account: each level of schooling", GAPS),
    "banked_working": _weight(0.6, "Account: any work", GAPS),
    "banked_formal": _weight(0.5, "Account: formal work", GAPS),
    "banked_women": _weight(-0.45, "Account: women", GAPS),
    "banked_migrant": _weight(-0.8, "Account: migrants"),
    # identity
    "enrolled_rank": _weight(0.5, "Enrolled for a digital ID: income rank"),
    "enrolled_women": _weight(-0.2, "Enrolled for a digital ID: women"),
    "enrolled_benefits": _weight(0.4, "Enrolled for a digital ID: benefits"),
    "active_skill": _weight(1.5, "ID made active: digital skill"),
    "active_rank": _weight(0.6, "ID made active: income rank"),
    # signal and price
    "cover_tilt": _share(0.05, "How far a poor signal follows poverty within a district"),
    "price_limit": _share(0.05, "Typical highest share of income spent on going online",
                          "assumption; the Broadband Commission's target is 2 %"),
    "price_spread": _weight(0.9, "Spread of that share between residents", GAPS),
    # households and contacts
    "household": _count(3.5, "adults", "Adults in a household", "assumption: three or four"),
    "homophily": _link(0.8, "Place in the neighbourhood order with income", GUESS),
    "near_links": _count(3, "contacts", "Neighbours each resident chooses (twice as many in all)", TUNED),
    "near_reach": _count(24, "residents", "How far along the neighbourhood order a neighbour may be"),
    "work_links": _count(2, "contacts", "Colleagues each resident chooses (twice as many in all)", TUNED),
    "random_links": _count(1.5, "contacts", "Others each resident chooses (twice as many in all)", TUNED),
    # firms
    "formal_size": _weight(1.8, "Registered business: each size class"),
    "centre_size": _weight(0.7, "Larger business: in the centre"),
    "centre_firms": _count(1.6, "ratio", "Businesses per adult in the centre relative to elsewhere"),
    "jobs_small": _count(6, "jobs", "Jobs in a small business relative to an own-account one"),
    "jobs_large": _count(40, "jobs", "Jobs in a larger business relative to an own-account one"),
    "visits_small": _count(3, "ratio", "Customers of a small business relative to an own-account one"),
    "visits_large": _count(12, "ratio", "Customers of a larger business relative to an own-account one"),
    "work_nearby": _share(0.5, "Workers whose workplace is in the home district"),
    "shop_home": _share(0.8, "Nearby shopping done in the home district, the rest in a district next to it"),
    # places
    "centre_offices": _count(2, "ratio", "ID offices per adult in the centre relative to elsewhere"),
    "centre_agents": _count(1.5, "ratio", "Agents per adult in the centre relative to elsewhere"),
}  # fmt: skip

PARAMS: dict[str, Param] = {name: param.named("city", name) for name, param in _DECLARED.items()}
P = SimpleNamespace(**{name: float(param.default) for name, param in PARAMS.items()})
