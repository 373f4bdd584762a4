package org.postroom.web.agent;

import java.util.ArrayList;
import java.util.List;
import org.postroom.mail.ShownName;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.AttachedFile;
import org.postroom.web.Download;

/**
 * A file of an article as the page lists it.
 *
 * @param place among the article's files, from 0
 * @param name one that leads nowhere
 * @param icon which stands for its kind
 */
record FileLine(int place, String name, long size, String icon) {
    static List<FileLine> of(Article article) {
        List<FileLine> lines = new ArrayList<>();
        for (AttachedFile file : article.content().attachments()) {
            lines.add(new FileLine(
                    lines.size(),
                    Download.safeName(ShownName.of(file.name(), file.mediaType())),
                    file.size(),
                    icon(file.mediaType())));
        }
        return lines;
    }

    private static String icon(String mediaType) {
        if (mediaType.startsWith("image/")) {
            return "image";
        }
        if (mediaType.equals("message/rfc822")) {
            return "mail";
        }
        boolean text = mediaType.startsWith("text/")
                || mediaType.equals("application/pdf")
                || mediaType.contains("document")
                || mediaType.equals("application/msword");
        return text ? "file-text" : "file";
    }
}
