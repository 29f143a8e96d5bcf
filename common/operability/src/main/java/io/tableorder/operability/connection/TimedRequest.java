package io.tableorder.operability.connection;

import io.tableorder.operability.connection.UnfinishedBodies.Body;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body has a deadline. The time runs from the first read. */
final class TimedRequest extends HttpServletRequestWrapper {

    private final BodyPatience patience;
    private @Nullable TimedBody body;

    TimedRequest(HttpServletRequest request, BodyPatience patience) {
        super(request);
        this.patience = patience;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new TimedBody(super.getInputStream(), getContentLengthLong(), patience.begin());
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    void finished() {
        if (body != null) {
            body.wait.finished();
        }
    }

    private static final class TimedBody extends ServletInputStream {

        private final ServletInputStream body;
        private final Body wait;
        private long missingBytes;

        /** @param length negative when the request does not say it */
        TimedBody(ServletInputStream body, long length, Body wait) {
            this.body = body;
            this.missingBytes = length < 0 ? Long.MAX_VALUE : length;
            this.wait = wait;
        }

        @Override
        public int read() throws IOException {
            beforeRead();
            int read = body.read();
            arrived(read < 0 ? -1 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            beforeRead();
            int read = body.read(buffer, offset, length);
            arrived(read);
            return read;
        }

        private void beforeRead() throws LateBodyException {
            if (wait.isLate()) {
                throw new LateBodyException();
            }
            wait.beforeRead();
        }

        private void arrived(int bytes) {
            missingBytes -= Math.max(bytes, 0);
            if (bytes < 0 || missingBytes <= 0) {
                wait.finished();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
