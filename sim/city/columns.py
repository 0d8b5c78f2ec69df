"""What the synthesis of a city fills in: the people, firms, agencies and places of month 0.

Mechanisms add the columns they own; a column here with `fixed=True` never changes after month 0.
"""

from __future__ import annotations

import numpy as np

from sim.tables import Column

AGES = ("15-24", "25-44", "45-59", "60+")
EDUCATION = ("primary or less", "secondary", "tertiary")
WORK = ("not working", "informal work", "formal work")
DEVICES = ("no phone", "basic phone", "smartphone")
IDENTITY = ("no digital ID", "enrolled", "active")
AREAS = ("centre", "periphery", "informal settlement")
SIZES = ("own-account", "small", "medium or large")
DIGITISATION = ("paper", "partly digital", "end to end")
POINTS = ("ID office", "agent", "access centre")

SHARE = (0.0, 1.0)

RESIDENTS = (
    Column("residents.district", np.int16, "Home district", "row", fixed=True, refers_to="districts"),
    Column("residents.household", np.int32, "Household", "number", fixed=True),
    Column("residents.x", np.float32, "East of the city's west edge", "km", fixed=True),
    Column("residents.y", np.float32, "North of the city's south edge", "km", fixed=True),
    Column("residents.female", np.bool_, "Is a woman", "yes/no", fixed=True),
    Column("residents.age", np.uint8, "Age band", "band", fixed=True, codes=AGES),
    Column("residents.guardian_place", np.float32,
           "Place in the order in which guardians sign; 0 for those of 18 and older", "share", bounds=SHARE, fixed=True),
    Column("residents.income", np.float32, "Household income per adult", "US$/month", fixed=True),
    Column("residents.rank", np.float32, "Place in the income order", "share", bounds=SHARE, fixed=True),
    Column("residents.fifth", np.uint8, "Income fifth, 0 the poorest", "fifth", fixed=True),
    Column("residents.education", np.uint8, "Schooling completed", "level", fixed=True, codes=EDUCATION),
    Column("residents.disabled", np.bool_, "Lives with a disability", "yes/no", fixed=True),
    Column("residents.migrant", np.bool_, "Migrant, refugee or undocumented", "yes/no", fixed=True),
    Column("residents.work", np.uint8, "Work", "kind", fixed=True, codes=WORK),
    Column("residents.firm", np.int32, "Workplace; -1 means none", "row", fixed=True, refers_to="businesses"),
    Column("residents.benefits", np.bool_, "Receives public benefits", "yes/no", fixed=True),
    Column("residents.cover_rank", np.float32, "Share of coverage needed before home has a signal", "share",
           bounds=SHARE, fixed=True),
    Column("residents.trip_limit", np.float32, "Ease of reaching an agent below which no trip is made", "share",
           fixed=True, bounds=SHARE),
    Column("residents.share_limit", np.float32, "Place in the order of who would use another's phone at home",
           "share", fixed=True, bounds=SHARE),
    Column("residents.phone_limit", np.float32, "Price, relative to month 0, at which the first phone is bought",
           "ratio", fixed=True),
    Column("residents.smartphone_limit", np.float32, "Price, relative to month 0, at which a smartphone is bought",
           "ratio", fixed=True),
    Column("residents.price_limit", np.float32, "Highest share of income spent on going online", "share",
           fixed=True),
    Column("residents.taste_payments", np.float32, "Fixed taste for digital payments", "utils", fixed=True),
    Column("residents.taste_eservices", np.float32, "Fixed taste for e-services", "utils", fixed=True),
    Column("residents.taste_assistant", np.float32, "Fixed taste for AI-assisted services", "utils",
           fixed=True),
    Column("residents.office_km", np.float32, "Distance to the nearest ID office", "km", fixed=True),
    Column("residents.agent_km", np.float32, "Distance to the nearest cash agent", "km", fixed=True),
    Column("residents.centre_km", np.float32, "Distance to the nearest access centre", "km", fixed=True),
    Column("residents.trust_start", np.float32, "Trust in government at month 0", "share", bounds=SHARE,
           fixed=True),
    Column("residents.skill", np.float32, "Digital skill", "share", bounds=SHARE),
    Column("residents.trust", np.float32, "Trust in digital public services", "share", bounds=SHARE),
    Column("residents.trust_providers", np.float32, "Trust in providers", "share", bounds=SHARE),
    Column("residents.device", np.uint8, "Phone", "kind", codes=DEVICES, tally="stock"),
    Column("residents.banked", np.bool_, "Has an account at a bank or the like", "yes/no"),
    Column("residents.documents", np.bool_, "Has the papers an ID asks for", "yes/no"),
    Column("residents.paid_digitally", np.bool_, "Wage or benefit arrives in an account", "yes/no"),
    Column("residents.identity", np.uint8, "Digital ID", "state", codes=IDENTITY, tally="stock"),
)  # fmt: skip

BUSINESSES = (
    Column("businesses.district", np.int16, "District", "row", fixed=True, refers_to="districts"),
    Column("businesses.x", np.float32, "East of the city's west edge", "km", fixed=True),
    Column("businesses.y", np.float32, "North of the city's south edge", "km", fixed=True),
    Column("businesses.size", np.uint8, "Size", "class", fixed=True, codes=SIZES),
    Column("businesses.formal", np.bool_, "Registered with the tax office", "yes/no", fixed=True),
    Column("businesses.taste", np.float32, "Fixed taste for accepting digital payment", "utils", fixed=True),
)  # fmt: skip

AGENCIES = (
    Column("agencies.caseload", np.float32, "Share of the city's service needs", "share", fixed=True),
    Column("agencies.digitisation", np.uint8, "How far services are digital", "level", codes=DIGITISATION),
    Column("agencies.legacy", np.float32, "Share of systems that are legacy", "share", bounds=SHARE),
    Column("agencies.vendor", np.int16, "Vendor under contract", "row", refers_to="vendors"),
    Column("agencies.contract_end", np.int16, "Month in which the contract ends", "month"),
    Column("agencies.contract_years", np.float32, "Length of a contract", "years", fixed=True),
    Column("agencies.value", np.float32, "Annual value of the contract", "US$/year"),
    Column("agencies.tenure", np.float32, "Time the vendor has been in place", "years"),
    Column("agencies.portability", np.float32, "Share of data and interfaces that can move", "share",
           bounds=SHARE),
    Column("agencies.standards", np.float32, "Share of interfaces on open standards", "share", bounds=SHARE),
    Column("agencies.accessibility", np.float32, "Share of services usable with a disability", "share",
           bounds=SHARE),
    Column("agencies.capacity", np.float32, "In-house capacity to run and document systems", "share",
           bounds=SHARE),
    Column("agencies.links", np.float32, "Share of other registries it can query", "share", bounds=SHARE),
    Column("agencies.papers", np.float32, "Papers asked for one service with no registry linked", "papers",
           fixed=True),
)  # fmt: skip

VENDORS = (
    Column("vendors.price", np.float32, "Price relative to the market", "ratio", fixed=True),
    Column("vendors.open_source", np.bool_, "Sells open-source systems", "yes/no", fixed=True),
)  # fmt: skip

DISTRICTS = (
    Column("districts.population", np.float32, "Share of the city's adults", "share", fixed=True),
    Column("districts.area", np.uint8, "Kind of area", "kind", fixed=True, codes=AREAS),
    Column("districts.x", np.float32, "Centre, east", "km", fixed=True),
    Column("districts.y", np.float32, "Centre, north", "km", fixed=True),
    Column("districts.coverage", np.float32, "Homes with a usable signal", "share", bounds=SHARE),
)  # fmt: skip

POINTS_COLUMNS = (
    Column("points.kind", np.uint8, "Kind of access point", "kind", fixed=True, codes=POINTS),
    Column("points.district", np.int16, "District", "row", fixed=True, refers_to="districts"),
    Column("points.x", np.float32, "East of the city's west edge", "km", fixed=True),
    Column("points.y", np.float32, "North of the city's south edge", "km", fixed=True),
)  # fmt: skip

GOVERNMENT = (
    Column("government.data_price", np.float32, "Monthly price of a basic data plan", "US$/month",
           fixed=True),
    Column("government.device_price", np.float32, "Price of an entry smartphone", "US$", fixed=True),
    Column("government.product", np.float64, "City product", "US$/year", fixed=True),
)  # fmt: skip

COLUMNS = (*RESIDENTS, *BUSINESSES, *AGENCIES, *VENDORS, *DISTRICTS, *POINTS_COLUMNS, *GOVERNMENT)
