package io.tableorder.projector;

import io.tableorder.operability.DocumentedApi;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Asks order-projector, and holds what it answers against its API document. */
public final class DocumentedAnswers {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final DocumentedApi DOCUMENT = DocumentedApi.read(Path.of("../docs/openapi-order-projector.yaml"));

    private DocumentedAnswers() {}

    public static HttpResponse<String> send(HttpRequest request, @Nullable String body) {
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            DOCUMENT.assertDescribes(answer, body);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
