package org.postroom.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImapWordsTest {
    @ParameterizedTest
    @CsvSource({
        "INBOX, INBOX",
        "Tom & Jerry, Tom &- Jerry",
        "Gelöscht, Gel&APY-scht",
        "~peter/mail/台北/日本語, '~peter/mail/&U,BTFw-/&ZeVnLIqe-'",
        "&, &-",
        "😀, &2D3eAA-"
    })
    void writesFolderNamesInModifiedUtf7(String name, String encoded) {
        assertThat(FolderName.modifiedUtf7(name)).isEqualTo(encoded);
    }

    @Test
    void quotesWhatWouldEndAQuotedString() {
        assertThat(FolderName.quote("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
    }

    @Test
    void writesNeighbouringUidsAsRanges() {
        assertThat(UidSet.of(List.of(7L, 1L, 2L, 3L, 9L, 8L, 20L))).containsExactly("1:3,7:9,20");
        assertThat(UidSet.of(List.of())).isEmpty();
    }

    @Test
    void cutsSetsIntoLinesThatServersTake() {
        List<Long> odd =
                LongStream.range(0, 2_000).map(i -> 1_000_000 + 2 * i).boxed().toList();
        List<String> sets = UidSet.of(odd);
        assertThat(sets).hasSizeGreaterThan(1).allMatch(set -> set.length() < 950);
        assertThat(String.join(",", sets).split(",")).hasSize(2_000);
    }

    @ParameterizedTest
    @CsvSource({
        "* OK [UIDVALIDITY 7] fine, UIDVALIDITY, 7",
        "p1 NO [INUSE] locked, INUSE, ''",
        "* ok [uidvalidity 7] fine, UIDVALIDITY, 7"
    })
    void findsResponseCodes(String line, String code, String value) {
        assertThat(new Response(line, List.of()).code(code)).contains(value);
    }

    @Test
    void findsNoCodeWhereThereIsNone() {
        assertThat(new Response("* OK UIDVALIDITY 7", List.of()).code("UIDVALIDITY"))
                .isEmpty();
        assertThat(new Response("* OK [UIDVALIDITYX 7] x", List.of()).code("UIDVALIDITY"))
                .isEmpty();
        assertThat(new Response("* OK", List.of()).code("UIDVALIDITY")).isEmpty();
    }

    @Test
    void tellsResponsesApart() {
        assertThat(new Response("* 12 EXISTS", List.of()).isNumbered("EXISTS")).isTrue();
        assertThat(new Response("* OK 12 EXISTS", List.of()).isNumbered("EXISTS"))
                .isFalse();
        assertThat(new Response("* BYE", List.of()).is("BYE")).isTrue();
        assertThat(new Response("* BYEBYE x", List.of()).is("BYE")).isFalse();
        assertThat(new Response("p12 OK", List.of()).isTagged("p1")).isFalse();
    }
}
