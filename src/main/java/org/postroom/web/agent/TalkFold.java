package org.postroom.web.agent;

/**
 * Which turns of a long conversation are shown at once: its beginning, and its latest turns back to the first that is news.
 *
 * @param head how many from the beginning
 * @param hidden how many are left out after those; 0 when none are
 */
record TalkFold(int head, int hidden) {
    /** A conversation up to this long is shown whole. */
    static final int SHORT = 30;

    private static final int BEGINNING = 2;
    private static final int END = 18;

    /** Nothing is left out. */
    static TalkFold open(int turns) {
        return new TalkFold(turns, 0);
    }

    /** @param news the place of the first turn that is new to the reader; their number when none is */
    static TalkFold of(int turns, int news) {
        if (turns <= SHORT) {
            return open(turns);
        }
        int end = Math.min(turns - END, news);
        return end > BEGINNING ? new TalkFold(BEGINNING, end - BEGINNING) : open(turns);
    }
}
