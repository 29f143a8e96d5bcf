package io.tableorder.operability.error;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that Tomcat refuses before they reach the application, such as a malformed request line. Public, with
 * no arguments, because Tomcat makes it by its name.
 */
public final class ProblemErrorReportValve extends ErrorReportValve {

    private static final ProblemWriter WRITER = new ProblemWriter();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        boolean answered =
                response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported();
        if (answered) {
            return;
        }
        try {
            WRITER.write(request.getRequest(), response.getResponse(), Problem.of(ErrorCode.of(response.getStatus())));
            response.finishResponse();
        } catch (IOException gone) {
            // The caller hung up; there is nobody to answer.
        }
    }
}
