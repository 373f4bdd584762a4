package org.postroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.agent.AgentId;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Secret;
import org.postroom.ticket.TicketId;

class ReplyTokensTest {
    private static final Instant NOW = Instant.parse("2025-06-01T10:00:00.123Z");
    private static final AgentId ANNA = new AgentId("anna");
    private static final AgentId BEN = new AgentId("ben");
    private static final List<AgentId> AGENTS = List.of(ANNA, BEN);
    private static final TicketId TICKET = new TicketId(0x0123_4567_89ab_cdefL);

    private final ReplyTokens tokens = tokens(keys(3), NOW);

    @ParameterizedTest
    @EnumSource(Right.class)
    void readsBackTheTokensItMade(Right right) {
        Optional<AgentId> holder = right == Right.CUSTOMER ? Optional.empty() : Optional.of(ANNA);
        ReplyToken token = new ReplyToken(right, TICKET, holder, NOW);
        assertThat(tokens.encode(token)).matches("[a-z2-7]{48}");
        assertThat(tokens.verify(tokens.encode(token), AGENTS)).isEqualTo(new TokenVerdict.Valid(token));
    }

    @Test
    void survivesAChangeOfCase() {
        ReplyToken token = ReplyToken.forAgent(Right.ANSWER, TICKET, ANNA, NOW);
        String shouted = tokens.encode(token).toUpperCase(Locale.ROOT);
        assertThat(tokens.verify(shouted, AGENTS)).isEqualTo(new TokenVerdict.Valid(token));
    }

    @Test
    void everyChangedLetterMakesItForged() {
        String text = tokens.encode(ReplyToken.forAgent(Right.INTERNAL, TICKET, BEN, NOW));
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'a' ? 'b' : 'a';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(tokens.verify(changed, AGENTS)).as(changed).isEqualTo(new TokenVerdict.Forged());
        }
    }

    @Test
    void randomTextsThatLookLikeTokensAreForged() {
        Random random = new Random(7);
        byte[] bytes = new byte[TokenForm.BYTES];
        for (int i = 0; i < 5_000; i++) {
            random.nextBytes(bytes);
            bytes[0] = (byte) (3 << 3 | i & 3);
            assertThat(tokens.verify(TokenForm.write(bytes), AGENTS)).isEqualTo(new TokenVerdict.Forged());
        }
    }

    @Test
    void tokenOfAnAgentWhoLeftIsForged() {
        String text = tokens.encode(ReplyToken.forAgent(Right.ANSWER, TICKET, ANNA, NOW));
        assertThat(tokens.verify(text, List.of(BEN))).isEqualTo(new TokenVerdict.Forged());
    }

    @Test
    void outlivesNeitherItsTimeNorItsKey() {
        ReplyToken token = ReplyToken.forCustomer(TICKET, NOW);
        String text = tokens.encode(token);
        assertThat(tokens(keys(3), NOW.plus(Duration.ofDays(29))).verify(text, AGENTS))
                .isEqualTo(new TokenVerdict.Valid(token));
        assertThat(tokens(keys(3), NOW.plus(Duration.ofDays(31))).verify(text, AGENTS))
                .isEqualTo(new TokenVerdict.Expired(token));
        assertThat(tokens(keys(4), NOW).verify(text, AGENTS)).isEqualTo(new TokenVerdict.Forged());
    }

    @Test
    void oldKeysStillVerifyAfterRotation() {
        ReplyToken token = ReplyToken.forCustomer(TICKET, NOW);
        TokenKeys rotated = new TokenKeys(Map.of(3, key(3), 4, key(4)), 4);
        assertThat(tokens(rotated, NOW).verify(tokens.encode(token), AGENTS)).isEqualTo(new TokenVerdict.Valid(token));
        assertThat(tokens(rotated, NOW).encode(token)).isNotEqualTo(tokens.encode(token));
    }

    @Test
    void textsOfAnotherShapeAreNoTokens() {
        for (String text :
                List.of("", "printer", "a".repeat(47), "a".repeat(49), "1".repeat(48), "a".repeat(47) + "é")) {
            assertThat(tokens.verify(text, AGENTS)).as(text).isEqualTo(new TokenVerdict.None());
        }
    }

    @Test
    void findsTokensInMessageIdsAndAddresses() {
        ReplyToken token = ReplyToken.forAgent(Right.ANSWER, TICKET, ANNA, NOW);
        String text = tokens.encode(token);
        String id = tokens.messageId(token, 271828182845904523L, "example.com").value();
        EmailAddress address = tokens.address(token, EmailAddress.of("support@example.com"));
        assertThat(TokenForm.findIn(id)).containsExactly(text);
        assertThat(TokenForm.findIn(address.detail().orElseThrow())).containsExactly(text);
        assertThat(address.localPart()).hasSizeLessThanOrEqualTo(64);
    }

    /** The Message-ID rules of SpamAssassin that took points from other ticket systems' mail. */
    @Test
    void messageIdDoesNotLookRandomToSpamFilters() {
        ReplyToken token = ReplyToken.forCustomer(TICKET, NOW);
        for (String domain : List.of("example.com", "a.example.org", "example.net")) {
            String id = tokens.messageId(token, 271828182845904523L, domain).bracketed();
            assertThat(id)
                    .doesNotContainPattern("<[a-z\\d][a-z\\d$-]{10,29}[a-z\\d]@[a-z\\d][a-z\\d.]{3,12}[a-z\\d]>")
                    .containsPattern("\\d{10}")
                    .hasSizeLessThan(120);
        }
    }

    @Test
    void anAgentsRightNeedsAnAgent() {
        assertThatThrownBy(() -> new ReplyToken(Right.ANSWER, TICKET, Optional.empty(), NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReplyToken(Right.CUSTOMER, TICKET, Optional.of(ANNA), NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ReplyTokens tokens(TokenKeys keys, Instant now) {
        return new ReplyTokens(() -> keys, () -> Duration.ofDays(30), InstantSource.fixed(now));
    }

    private static TokenKeys keys(int id) {
        return new TokenKeys(Map.of(id, key(id)), id);
    }

    private static Secret key(int id) {
        byte[] key = new byte[TokenKeys.BYTES];
        key[0] = (byte) id;
        return Secret.of(Base64.getEncoder().encodeToString(key));
    }
}
