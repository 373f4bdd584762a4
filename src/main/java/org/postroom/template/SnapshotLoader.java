package org.postroom.template;

import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.Reader;
import java.io.StringReader;
import java.util.Map;

/** Gives Pebble texts out of a map, and nothing else. A name is looked up beside the template that uses it, then at the top. */
final class SnapshotLoader implements Loader<String> {
    private final Map<String, String> texts;

    SnapshotLoader(Map<String, String> texts) {
        this.texts = texts;
    }

    @Override
    public Reader getReader(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new LoaderException(null, "There is no template '" + name + "'");
        }
        return new StringReader(text);
    }

    @Override
    public String resolveRelativePath(String name, String from) {
        String beside = from.substring(0, from.lastIndexOf('/') + 1) + name;
        return texts.containsKey(beside) ? beside : name;
    }

    @Override
    public String createCacheKey(String name) {
        return name;
    }

    @Override
    public boolean resourceExists(String name) {
        return texts.containsKey(name);
    }

    @Override
    public void setCharset(String charset) {
        throw new UnsupportedOperationException("Texts are read already");
    }

    @Override
    public void setPrefix(String prefix) {
        throw new UnsupportedOperationException("There are no prefixes");
    }

    @Override
    public void setSuffix(String suffix) {
        throw new UnsupportedOperationException("There are no suffixes");
    }
}
