"""How TIMEX3 and EDTF write a stretch of the calendar."""

from datetime import date, timedelta

from onrecord.annotate.times_calendar import Period, bounds, month_later

# The codes of EDTF for the seasons, in no named hemisphere.
SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


def timex(period: Period) -> str:
    """The TIMEX3 value ("1998-08-07TMO", "1989-Q3", "1998-W08", "199", "XXXX-11-04")."""
    value = _timex_day(period)
    if period.clock:
        return f"{value}T{period.clock}"
    return f"{value}T{period.part}" if period.part else value


def _timex_day(period: Period) -> str:
    year = "XXXX" if period.year is None else f"{period.year:04d}" if period.year > 0 else f"BC{1 - period.year:04d}"
    number = period.number
    match period.unit:
        case "century":
            return "XX" if period.year is None else f"{period.year:02d}"
        case "decade":
            return "XXX" if period.year is None else f"{period.year:03d}"
        case "half":
            return f"{year}-H{number or 'X'}"
        case "quarter":
            return f"{year}-Q{number or 'X'}"
        case "season":
            return f"{year}-{period.season}"
        case "week":
            return f"{year}-W{number:02d}" if number else f"{year}-WXX"
        case "weekend":
            return f"{year}-W{number:02d}-WE" if number else f"{year}-WXX-WE"
        case "weekday":
            return f"XXXX-WXX-{number}"
        case "month":
            return f"{year}-{number:02d}" if number else f"{year}-XX"
        case "day":
            return f"{year}-{_two(number)}-{_two(period.day)}"
    return year


def _two(number: int | None) -> str:
    return f"{number:02d}" if number else "XX"


def edtf(period: Period) -> str | None:
    """The EDTF value to the day ("1998-08-07", "1989-07/1989-09", "199X"); None where EDTF has no word for it.

    Before Christ it counts a year 0 ("-0479" for 480 BC).

    Weeks and weekends are intervals of days, quarters and halves intervals of months.
    """
    year = "XXXX" if period.year is None else f"{'-' * (period.year < 0)}{abs(period.year):04d}"
    edges = bounds(period)
    match period.unit:
        case "century":
            return None if period.year is None else f"{period.year:02d}XX"
        case "decade":
            return None if period.year is None else f"{period.year:03d}X"
        case "season":
            return f"{year}-{SEASONS[period.season]}"
        case "half" | "quarter":
            return f"{edges[0]:%Y-%m}/{edges[1]:%Y-%m}" if edges else None
        case "week" | "weekend":
            return f"{edges[0]}/{edges[1]}" if edges else None
        case "weekday":
            return None
        case "month" if period.number:
            return f"{year}-{period.number:02d}"
        case "day" if period.day:
            return f"{year}-{_two(period.number)}-{_two(period.day)}"
        case "year" if period.year is not None:
            return year
    return None


def interval(first: Period | None, last: Period | None) -> str | None:
    """The EDTF interval from the beginning of one to the end of the other; None is an open end ("..")."""
    start = edtf(first) if first else ".."
    end = edtf(last) if last else ".."
    if not start or not end:
        return None
    return f"{start.split('/')[0]}/{end.split('/')[-1]}"


def counted(day: date, unit: str, count: int) -> str | None:
    """The EDTF interval between a day and `count` units later or earlier, as precise as the unit deserves.

    One year or some months are told in months, several years in years, days and weeks in days.
    """
    try:
        match unit:
            case "D" | "W" | "F":
                other = day + timedelta(days=count * {"D": 1, "W": 7, "F": 14}[unit])
                pair = sorted((day, other))
                return f"{pair[0]}/{pair[1]}"
            case "M" | "Q" | "Y" if unit != "Y" or abs(count) == 1:
                other = month_later(day, count * {"M": 1, "Q": 3, "Y": 12}[unit])
                pair = sorted((day, other))
                return f"{pair[0]:%Y-%m}/{pair[1]:%Y-%m}"
            case "Y" | "E" | "C":
                years = sorted((day.year, day.year + count * {"Y": 1, "E": 10, "C": 100}[unit]))
                return f"{years[0]:04d}/{years[1]:04d}" if years[0] > 0 else None
    except (ValueError, OverflowError):
        pass
    return None
