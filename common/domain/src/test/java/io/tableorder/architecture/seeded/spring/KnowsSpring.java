package io.tableorder.architecture.seeded.spring;

import org.springframework.stereotype.Component;

@Component
class KnowsSpring {}
