package org.postroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.Holidays;
import org.postroom.config.HolidayCalendar.Reading;

class HolidayCalendarTest {
    @Test
    void takesTheDayOfAnEventWithItsName() {
        Holidays holidays = holidays("DTSTART;VALUE=DATE:20260403", "SUMMARY:Good Friday");
        assertThat(holidays.dates()).containsOnlyKeys(LocalDate.of(2026, 4, 3));
        assertThat(holidays.nameOf(LocalDate.of(2026, 4, 3))).contains("Good Friday");
    }

    @Test
    void takesEachDayOfAnEventButNotDtend() {
        assertThat(holidays("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227", "SUMMARY:Closed")
                        .dates())
                .containsOnlyKeys(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 26));
        assertThat(holidays("DTSTART;VALUE=DATE:20261231", "DURATION:P2D").dates())
                .containsOnlyKeys(LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 1));
    }

    @Test
    void followsRulesUntilTheEndOfTheCentury() {
        Holidays yearly = holidays("DTSTART;VALUE=DATE:19701225", "RRULE:FREQ=YEARLY", "SUMMARY:Christmas Day");
        assertThat(yearly.nameOf(LocalDate.of(2026, 12, 25))).contains("Christmas Day");
        assertThat(yearly.contains(LocalDate.of(2100, 12, 25))).isTrue();
        Holidays thursdays = holidays("DTSTART;VALUE=DATE:20221124", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH");
        assertThat(thursdays.contains(LocalDate.of(2026, 11, 26))).isTrue();
        assertThat(thursdays.contains(LocalDate.of(2027, 11, 25))).isTrue();
        assertThat(thursdays.contains(LocalDate.of(2027, 11, 26))).isFalse();
    }

    @Test
    void heedsTheEndOfARuleAndDatesBesideIt() {
        Holidays holidays = holidays(
                "DTSTART;VALUE=DATE:20260501",
                "RRULE:FREQ=YEARLY;UNTIL=20290101",
                "EXDATE;VALUE=DATE:20270501",
                "RDATE;VALUE=DATE:20260504,20260505");
        assertThat(holidays.dates())
                .containsOnlyKeys(
                        LocalDate.of(2026, 5, 1),
                        LocalDate.of(2026, 5, 4),
                        LocalDate.of(2026, 5, 5),
                        LocalDate.of(2028, 5, 1));
        assertThat(holidays("DTSTART;VALUE=DATE:20260501", "RRULE:FREQ=YEARLY;COUNT=2")
                        .dates())
                .hasSize(2);
    }

    @Test
    void movesAndCancelsSingleOccurrences() {
        String calendar = calendar(
                "UID:may\nDTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY;COUNT=3\nSUMMARY:May Day",
                "UID:may\nRECURRENCE-ID;VALUE=DATE:20270501\nDTSTART;VALUE=DATE:20270503\nSUMMARY:May Day, later",
                "UID:may\nRECURRENCE-ID;VALUE=DATE:20280501\nDTSTART;VALUE=DATE:20280501\nSTATUS:CANCELLED");
        Holidays holidays = read(calendar);
        assertThat(holidays.dates()).containsOnlyKeys(LocalDate.of(2026, 5, 1), LocalDate.of(2027, 5, 3));
        assertThat(holidays.nameOf(LocalDate.of(2027, 5, 3))).contains("May Day, later");
    }

    @Test
    void leavesOutEventsWithATimeOfDayWhateverTheirZone() {
        Holidays holidays = read(calendar(
                "UID:1\nDTSTART;TZID=Nowhere/At all:20260402T090000\nDTEND;TZID=Nowhere/At all:20260402T100000",
                "UID:2\nDTSTART:20260401T000000Z\nRRULE:FREQ=SECONDLY",
                "UID:3\nDTSTART;VALUE=DATE:20260403"));
        assertThat(holidays.dates()).containsOnlyKeys(LocalDate.of(2026, 4, 3));
    }

    @Test
    void readsWhatOtherProgramsWrite() {
        Holidays holidays = read("""
                BEGIN:VCALENDAR
                PRODID:-//Example//Holidays//DE
                VERSION:2.0
                X-WR-CALNAME:Feiertage
                BEGIN:VTIMEZONE
                TZID:Europe/Berlin
                TZURL:http://127.0.0.1:1/never-fetched
                BEGIN:STANDARD
                DTSTART:19701025T030000
                RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                END:STANDARD
                END:VTIMEZONE
                BEGIN:VEVENT
                DTSTART;VALUE=DATE;TZID=Europe/Berlin:20260403
                DTEND;VALUE=DATE:20260403
                DTSTAMP:yesterday
                GEO:here
                CLASS:PUBLIC
                TRANSP:TRANSPARENT
                SUMMARY;LANGUAGE=de:Karfreitag\\, ein stiller
                  Feiertag
                BEGIN:VALARM
                ACTION:DISPLAY
                TRIGGER:-P1D
                END:VALARM
                END:VEVENT
                END:VCALENDAR
                """);
        assertThat(holidays.dates()).containsOnlyKeys(LocalDate.of(2026, 4, 3));
        assertThat(holidays.nameOf(LocalDate.of(2026, 4, 3))).contains("Karfreitag, ein stiller Feiertag");
    }

    @Test
    void keepsTheFirstNameOfADayAndCutsLongOnes() {
        Holidays twice = read(calendar(
                "UID:1\nDTSTART;VALUE=DATE:20260403\nSUMMARY:Good Friday",
                "UID:2\nDTSTART;VALUE=DATE:20260403\nSUMMARY:Stocktaking"));
        assertThat(twice.nameOf(LocalDate.of(2026, 4, 3))).contains("Good Friday");
        Holidays odd = holidays("DTSTART;VALUE=DATE:20260403", "SUMMARY:  one\\n\\ntwo " + "😀".repeat(100));
        assertThat(odd.nameOf(LocalDate.of(2026, 4, 3))).contains("one two " + "😀".repeat(71) + "…");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                <html>                                                   | which is not iCalendar (RFC 5545) in line 1
                BEGIN:VCALENDAR                                          | which is not iCalendar (RFC 5545) in line 2
                BEGIN:VCALENDAR;VERSION:2.0;END:VCALENDAR                | in which no event lasts all day
                BEGIN:VCALENDAR;BEGIN:VEVENT;END:VCALENDAR               | which is not iCalendar (RFC 5545) in line 3
                """)
    void saysWhatIsWrongWithAFile(String text, String why) {
        assertThat(HolidayCalendar.read(text.replace(';', '\n') + "\n")).isEqualTo(new Reading.Broken(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTEND:20260404T100000",
                "DURATION:PT48H",
                "RRULE:FREQ=HOURLY",
                "RRULE:FREQ=YEARLY;BYHOUR=1,2",
            })
    void saysWhichEventIsWrong(String line) {
        assertThat(HolidayCalendar.read(calendar("UID:1\nDTSTART;VALUE=DATE:20260403\nSUMMARY:Oddity\n" + line)))
                .isEqualTo(new Reading.Broken("whose event 'Oddity' has dates or a rule that cannot be"));
    }

    @Test
    void answersWhateverBytesItIsGiven() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] good = calendar(
                        "UID:1\nDTSTART;VALUE=DATE:20260403\nRRULE:FREQ=YEARLY;COUNT=5;BYMONTH=4\nSUMMARY:Spring",
                        "UID:2\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nEXDATE;VALUE=DATE:20270501")
                .getBytes(StandardCharsets.US_ASCII);
        for (int round = 0; round < 300; round++) {
            byte[] broken = Arrays.copyOf(good, good.length - random.nextInt(3));
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                broken[random.nextInt(broken.length)] = (byte) (10 + random.nextInt(117));
            }
            String text = new String(broken, StandardCharsets.US_ASCII);
            assertThat(HolidayCalendar.read(text)).as("seed %d: %s", seed, text).isNotNull();
        }
    }

    private static Holidays holidays(String... lines) {
        return read(calendar("UID:1\n" + String.join("\n", lines)));
    }

    private static Holidays read(String calendar) {
        Reading reading = HolidayCalendar.read(calendar);
        assertThat(reading).isInstanceOf(Reading.Days.class);
        return ((Reading.Days) reading).holidays();
    }

    private static String calendar(String... events) {
        StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\nVERSION:2.0\n");
        for (String event : events) {
            text.append("BEGIN:VEVENT\n").append(event).append("\nEND:VEVENT\n");
        }
        return text.append("END:VCALENDAR\n").toString().replace("\n", "\r\n");
    }
}
