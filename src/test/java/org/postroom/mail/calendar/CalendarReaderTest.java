package org.postroom.mail.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.testing.CpuTime;

class CalendarReaderTest {
    private static String calendar(String method, String... event) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:" + method
                + "\r\nBEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\n"
                + "DTSTART:16010101T030000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n"
                + String.join("\r\n", event)
                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    private static Invitation read(String method, String... event) {
        return CalendarReader.read(calendar(method, event)).orElseThrow();
    }

    private static String english(Invitation invitation) {
        return InvitationWords.in(Locale.ENGLISH, invitation).text();
    }

    @Test
    void anInvitationSaysWhatWhenWhereAndWho() {
        Invitation invitation = read(
                "REQUEST",
                "ORGANIZER;CN=\"Example, Ben\":mailto:ben@example.org",
                "ATTENDEE;CN=Anna;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:anna@example.org",
                "ATTENDEE:MAILTO:carla@example.org",
                "SUMMARY;LANGUAGE=de-DE:Drucker\\, Wartung\\nund mehr als eine Zeile in dieser",
                "  Überschrift",
                "DTSTART;TZID=Europe/Berlin:20260304T100000",
                "DTEND;TZID=Europe/Berlin:20260304T113000",
                "RRULE:FREQ=WEEKLY;COUNT=3",
                "LOCATION:Raum 5\\; Erdgeschoss",
                "DESCRIPTION:Bitte\\nWerkzeug mitbringen.",
                "BEGIN:VALARM",
                "DESCRIPTION:REMINDER",
                "END:VALARM");
        assertThat(english(invitation)).isEqualTo("""
                        Invitation: Drucker, Wartung und mehr als eine Zeile in dieser Überschrift
                        When: Wed 4 Mar 2026, 10:00–11:30 (Europe/Berlin), every week
                        Where: Raum 5; Erdgeschoss
                        From: Example, Ben
                        Invited: Anna, carla@example.org

                        Bitte
                        Werkzeug mitbringen.""");
        assertThat(InvitationWords.in(Locale.GERMANY, invitation).text())
                .startsWith("Einladung: Drucker")
                .contains(
                        "Wann: Mi. 4. März 2026, 10:00–11:30 (Europe/Berlin), wöchentlich",
                        "Wo: ",
                        "Von: ",
                        "Eingeladen: ");
        assertThat(invitation.language()).isEqualTo("de-DE");
    }

    @ParameterizedTest
    @CsvSource({
        "REPLY,ACCEPTED,Accepted by Anna: Review",
        "REPLY,DECLINED,Declined by Anna: Review",
        "REPLY,TENTATIVE,Tentatively accepted by Anna: Review",
        "REPLY,DELEGATED,Delegated by Anna: Review",
        "REPLY,,Answered by Anna: Review",
        "COUNTER,TENTATIVE,Another time proposed by Anna: Review",
        "CANCEL,,Cancelled: Review",
        "REQUEST,,Invitation: Review",
        "PUBLISH,,Appointment: Review",
        "REFRESH,,Current state asked for by Anna: Review",
        "DECLINECOUNTER,,Proposed time declined: Review",
        "X-OTHER,,Appointment: Review",
    })
    void theMethodSaysWhatTheMailDoes(String method, String state, String line) {
        Invitation invitation =
                read(method, "SUMMARY:Review", "ATTENDEE;CN=Anna;PARTSTAT=" + state + ":mailto:anna@example.org");
        assertThat(InvitationWords.in(Locale.ENGLISH, invitation).line()).isEqualTo(line);
    }

    @Test
    void aChangedInvitationSaysSo() {
        assertThat(english(read("REQUEST", "SUMMARY:Review", "SEQUENCE:2"))).isEqualTo("Invitation (changed): Review");
        assertThat(english(read("REQUEST", "SUMMARY:Review", "SEQUENCE:0"))).isEqualTo("Invitation: Review");
        assertThat(english(read("REQUEST", "SUMMARY:Review", "STATUS:CANCELLED")))
                .isEqualTo("Cancelled: Review");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DTSTART:20260304T100000Z | DTEND:20260304T110000Z | Wed 4 Mar 2026, 10:00–11:00 (UTC)",
                "DTSTART:20260304T100000 | DURATION:PT1H30M | Wed 4 Mar 2026, 10:00–11:30",
                "DTSTART:20260304T100000 | X:1 | Wed 4 Mar 2026, 10:00",
                "DTSTART:20260304T220000 | DTEND:20260305T010000 | Wed 4 Mar 2026, 22:00 – Thu 5 Mar 2026, 01:00",
                "DTSTART;VALUE=DATE:20260304 | X:1 | Wed 4 Mar 2026",
                "DTSTART;VALUE=DATE:20260304 | DTEND;VALUE=DATE:20260305 | Wed 4 Mar 2026",
                "DTSTART;VALUE=DATE:20260304 | DTEND;VALUE=DATE:20260307 | Wed 4 Mar 2026 – Fri 6 Mar 2026",
                "DTSTART;VALUE=DATE:20260304 | DURATION:P1W | Wed 4 Mar 2026 – Tue 10 Mar 2026",
                "DTSTART;TZID=\"W. Europe Standard Time\":20260304T100000 | DTEND:20260303T000000 | Wed 4 Mar 2026, 10:00 (W. Europe Standard Time)",
            })
    void theTimeIsTheEventsOwn(String start, String end, String words) {
        assertThat(english(read("PUBLISH", start, end))).isEqualTo("Appointment\nWhen: " + words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTSTART:20269999T100000",
                "DTSTART:soon",
                "DTSTART",
                "DTSTART:99999999999999999",
                "DTSTART:00000000"
            })
    void anAbsurdTimeIsLeftOut(String start) {
        assertThat(english(read("REQUEST", "SUMMARY:Review", start))).isEqualTo("Invitation: Review");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DTSTART:20260304T100000Z | Wed 4 Mar 2026, 11:00 (Europe/Berlin)",
                "DTSTART;TZID=America/New_York:20260304T200000 | Thu 5 Mar 2026, 02:00 (Europe/Berlin)",
                "DTSTART;TZID=Our Office:20260304T100000 | Wed 4 Mar 2026, 10:00 (Our Office)",
                "DTSTART:20260304T100000 | Wed 4 Mar 2026, 10:00",
                "DTSTART;VALUE=DATE:20260304 | Wed 4 Mar 2026",
            })
    void aReaderGetsTheOwnTimeWhereItCanBeTold(String start, String words) {
        Invitation invitation = read("PUBLISH", start).at(ZoneId.of("Europe/Berlin"));
        assertThat(InvitationWords.in(Locale.ENGLISH, invitation).line()).isEqualTo("Appointment · " + words);
    }

    @Test
    void ofManyGuestsTheFirstAreNamed() {
        String[] event = new String[300];
        for (int i = 0; i < event.length; i++) {
            event[i] = "ATTENDEE;CN=Guest " + i + ":mailto:guest" + i + "@example.org";
        }
        assertThat(english(read("REQUEST", event)))
                .isEqualTo("Invitation\nInvited: Guest 0, Guest 1, Guest 2, Guest 3, Guest 4 and 295 more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no calendar",
                "BEGIN:VCALENDAR\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:x\nEND:VTODO"
            })
    void withoutAnEventThereIsNothing(String calendar) {
        assertThat(CalendarReader.read(calendar)).isEmpty();
    }

    @Test
    void anyLinesAreReadInBoundedTime() {
        String good = calendar(
                "REQUEST", "SUMMARY;A=\"b;c\":x", "DTSTART;TZID=Z:20260304T100000", "DURATION:P1W", "ATTENDEE;CN=a:b");
        Random random = new Random(11);
        assertThat(CpuTime.of(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        StringBuilder broken = new StringBuilder(good);
                        for (int j = 0; j < 5; j++) {
                            broken.setCharAt(
                                    random.nextInt(good.length()), ":;=\"\n\r \\0P".charAt(random.nextInt(10)));
                        }
                        CalendarReader.read(broken.toString()).ifPresent(CalendarReaderTest::english);
                    }
                    CalendarReader.read(calendar("REQUEST", "SUMMARY" + ";a=\"".repeat(100_000) + ":x"));
                    CalendarReader.read(calendar("REQUEST", "SUMMARY" + ";a=b".repeat(120_000) + ":x"));
                    CalendarReader.read("BEGIN:VEVENT\n" + "BEGIN:X\n".repeat(60_000));
                }))
                .isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void longWordsAreNotCutWithinACharacter() {
        String summary = "x" + "\uD83D\uDE00".repeat(400);
        assertThat(read("REQUEST", "SUMMARY:" + summary).summary()).isEqualTo("x" + "\uD83D\uDE00".repeat(298) + "…");
    }
}
