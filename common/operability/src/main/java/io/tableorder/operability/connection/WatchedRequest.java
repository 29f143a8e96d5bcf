package io.tableorder.operability.connection;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Hands on a request and sees each read of its body, which it can end by an exception. */
public abstract class WatchedRequest extends HttpServletRequestWrapper {

    private @Nullable ServletInputStream body;

    protected WatchedRequest(HttpServletRequest request) {
        super(request);
    }

    /** Is told before each read. */
    protected void beforeRead() throws IOException {}

    /**
     * Is told of each read.
     *
     * @param bytes that it has brought; -1 at the body's end
     */
    protected abstract void arrived(int bytes) throws IOException;

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Body(super.getInputStream());
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private final class Body extends ServletInputStream {

        private final ServletInputStream source;

        Body(ServletInputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            beforeRead();
            int read = source.read();
            arrived(read < 0 ? -1 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            beforeRead();
            int read = source.read(buffer, offset, length);
            arrived(read);
            return read;
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
