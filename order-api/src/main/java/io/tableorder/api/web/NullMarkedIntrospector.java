package io.tableorder.api.web;

import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells the API's description that a record's component is there unless it is marked nullable. */
final class NullMarkedIntrospector extends NopAnnotationIntrospector {

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        RecordComponent[] components = member.getDeclaringClass().getRecordComponents();
        return components == null
                ? null
                : Arrays.stream(components)
                        .filter(component -> component.getName().equals(member.getName()))
                        .findFirst()
                        .map(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .orElse(null);
    }
}
