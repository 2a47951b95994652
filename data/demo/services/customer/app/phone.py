"""Phone numbers in one form."""


def to_e164(typed, country_code="46"):
    """What a person typed ("08-555 01 01") as +4685550101; None when it cannot be a number."""
    digits = "".join(character for character in typed if character.isdigit())
    if typed.strip().startswith("+"):
        number = digits
    elif digits.startswith("00"):
        number = digits[2:]
    else:
        number = country_code + digits.lstrip("0")
    return "+" + number if 8 <= len(number) <= 15 else None
