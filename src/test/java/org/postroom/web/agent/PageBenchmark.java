package org.postroom.web.agent;

import java.io.PrintStream;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.postroom.agent.SampleCompany;
import org.postroom.ticket.ManyTickets;
import org.postroom.ticket.Ticket;

/**
 * How long an agent waits for the list and for a ticket, from request to last byte over loopback, which is a little more than
 * the server's own time. Not a test: {@code mvn test-compile}, then run this class with the tests' class path; argument: how
 * many tickets (100,000 unless told).
 */
final class PageBenchmark {
    private static final int TICKETS = 100_000;
    private static final int LOOKS = 200;
    private static final int WARM_UP = 400;
    private static final PrintStream OUT = System.out;

    /** Common and rare things, open and closed ones. */
    static final List<String> VIEWS = List.of(
            "status:open priority:high,urgent",
            "assignee:me status:open",
            "assignee:nobody changed:>3d status:active",
            "product:printer status:open",
            "priority:urgent",
            "status:waiting changed:>7d",
            "status:closed assignee:me",
            "group:support/escalation status:open",
            "text:battery status:open",
            "shared-by:me",
            "product:printer priority:urgent",
            "status:active age:<1h",
            "status:closed priority:low",
            "assignee:anna,ben,nobody status:open sort:opened-first",
            "product:none status:active",
            "status:closed,locked changed:<1h",
            "shared-with:me status:open",
            "text:\"printer battery\"",
            "department:support status:waiting priority:normal",
            "product:printer assignee:nobody");

    private final AgentBrowser browser;

    private PageBenchmark(AgentBrowser browser) {
        this.browser = browser;
    }

    public static void main(String[] arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : TICKETS;
        try (PageOffice office = new PageOffice()) {
            new ManyTickets(
                            office.mail().database(),
                            List.of(SampleCompany.SUPPORT_FRONT_LINE, SampleCompany.SUPPORT_ESCALATION),
                            SampleCompany.ANNA)
                    .fill(count);
            List<Ticket> latest = office.mail().tickets();
            OUT.printf("%,d tickets, SQLite; %d looks after %d to warm up%n", count, LOOKS, WARM_UP);
            PageBenchmark benchmark = new PageBenchmark(office.as(SampleCompany.ANNA));
            benchmark.measure("list, active", _ -> "/tickets");
            VIEWS.subList(0, 10).forEach(benchmark::keep);
            benchmark.measure("list, active, with 10 views", _ -> "/tickets");
            VIEWS.subList(10, VIEWS.size()).forEach(benchmark::keep);
            benchmark.measure("list, active, with 20 views", _ -> "/tickets");
            benchmark.measure("list, any state", _ -> "/tickets?state=all");
            benchmark.measure("list, two words", _ -> "/tickets?text=printer+battery");
            benchmark.measure("rows, as a list asks every 5 s", _ -> "/rows?state=active&sort=changed");
            benchmark.measure(
                    "ticket", i -> "/tickets/" + latest.get(i % latest.size()).number());
        }
    }

    private void keep(String criteria) {
        browser.post("/views", "name", criteria, "audience", "alone", "criteria", criteria);
    }

    private void measure(String what, IntFunction<String> path) {
        IntStream.range(0, WARM_UP).forEach(i -> browser.page(path.apply(i)));
        long before = processors();
        double[] passed = IntStream.range(0, LOOKS)
                .mapToDouble(i -> once(path.apply(i)))
                .sorted()
                .toArray();
        double worked = (processors() - before) / 1e6 / LOOKS;
        OUT.printf(
                "%-32s %6.1f ms median %6.1f ms p99; processors %6.1f ms%n",
                what, passed[LOOKS / 2], passed[LOOKS * 99 / 100], worked);
    }

    /** Nanoseconds that this process, browser and all, has had of processors; what neighbours do does not lengthen it. */
    private static long processors() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Milliseconds that pass. */
    private double once(String path) {
        long start = System.nanoTime();
        browser.page(path);
        return (System.nanoTime() - start) / 1e6;
    }
}
