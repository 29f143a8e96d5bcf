package io.tableorder.operability.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of errors.
 *
 * @param webhook who is told of errors; absent when nobody is. Whoever knows it may write there, so it is a secret
 */
public record ErrorReportSettings(@Nullable URI webhook) {

    @Override
    public String toString() {
        return "ErrorReportSettings[webhook=" + (webhook == null ? "none" : "***") + "]";
    }
}
