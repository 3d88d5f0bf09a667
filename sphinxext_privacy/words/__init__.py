"""Facts in the words of a language: dates, lists, countries, periods."""
