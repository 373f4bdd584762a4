package org.postroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Headers;

class AuthenticationResultsTest {
    private static final EmailAddress ANNA = EmailAddress.of("anna@Example.com");
    private static final List<String> MX = List.of("mx2.example.com", "mx.example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mx.example.com; dmarc=pass header.from=example.com",
                "MX.Example.com 1; spf=fail smtp.mailfrom=x@evil.example.org; dkim=pass header.d=example.com",
                "\"mx.example.com\"; dkim=pass (good (very) signature; of a kind) header.i=@EXAMPLE.com header.s=s1",
                "mx.example.com;\tspf=pass\tsmtp.mailfrom=bounce@mail.example.com",
                "mx.example.com; dkim = pass reason=\"all; good\" header.d = \"example.com\"",
                "mx.example.com; dkim/1=pass header.d=example.com",
                "mx.example.com; dkim=pass header.i=\"@example.com\"",
                "mx.example.com; spf=pass smtp.mailfrom=\"a b\"@example.com"
            })
    void believesAnAlignedPassOfTheTrustedServer(String header) {
        assertThat(proof(header)).isEqualTo(SenderProof.ALIGNED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mx.example.com",
                "mx.example.com; none",
                "mx.example.com; dmarc=fail header.from=example.com",
                "mx.example.com; dkim=pass header.d=evil.example.org",
                "mx.example.com; dkim=pass header.d=notexample.com",
                "mx.example.com; dkim=pass header.d=com",
                "mx.example.com; dkim=pass",
                "mx.example.com; dkim=passed header.d=example.com",
                "mx.example.com; spf=pass smtp.helo=example.com",
                "mx.example.com; dkim=fail (dkim=pass header.d=example.com)",
                "mx.example.com; dkim=fail reason=\"; dkim=pass header.d=example.com\"",
                "mx.evil.example.org; dmarc=pass header.from=example.com",
                "mx.example.com.evil.example.org; dmarc=pass header.from=example.com",
                "x; mx.example.com; dmarc=pass header.from=example.com",
                "mx.example.com; spf=pass smtp.mailfrom=\"x.example.com\"@evil.example.org",
                "mx.example.com; spf=pass smtp.mailfrom=\"x@example.com\"@evil.example.org",
                "mx.example.com; spf=pass smtp.mailfrom=\"a smtp.mailfrom=x@example.com b\"@evil.example.org",
                "mx.example.com; spf=pass smtp.mailfrom=\"a\\\" smtp.mailfrom=x@example.com \\\"b\"@evil.example.org",
                "mx.example.com; spf=pass smtp.mailfrom=a@x.example.com@evil.example.org",
                "mx.example.com; spf=pass smtp.mailfrom=evil.example.org\"example.com\"",
                "mx.example.com; dkim=pass reason=\"bad dkim header.d=example.com\" header.d=evil.example.org",
                "mx.example.com; dkim=pass what happened header.d=example.com"
            })
    void doesNotBelieveAnythingElse(String header) {
        assertThat(proof(header)).isEqualTo(SenderProof.NOT_ALIGNED);
    }

    @Test
    void onlyTheTopmostHeaderOfTheTrustedServerCounts() {
        String fail = "mx.example.com; dmarc=fail header.from=example.com";
        String forged = "mx.example.com; dmarc=pass header.from=example.com";
        String foreign = "relay.example.net; dmarc=fail header.from=example.com";
        assertThat(proof(fail, forged)).isEqualTo(SenderProof.NOT_ALIGNED);
        assertThat(proof(foreign, forged)).isEqualTo(SenderProof.ALIGNED);
    }

    @Test
    void asksNobodyWhereConfTrustsNobody() {
        Headers headers = headers("mx.example.com; dmarc=fail header.from=example.com");
        assertThat(AuthenticationResults.proofOf(headers, List.of(), ANNA)).isEqualTo(SenderProof.NOT_ASKED);
    }

    private static SenderProof proof(String... values) {
        return AuthenticationResults.proofOf(headers(values), MX, ANNA);
    }

    private static Headers headers(String... values) {
        return new Headers(List.of(values).stream()
                .map(value -> new Headers.Field("Authentication-Results", value))
                .toList());
    }
}
