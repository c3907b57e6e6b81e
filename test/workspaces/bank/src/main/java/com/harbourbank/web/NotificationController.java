package com.harbourbank.web;

import java.util.Map;

import jakarta.validation.Valid;

import com.harbourbank.dto.WebhookTarget;
import com.harbourbank.security.SignedIn;
import com.harbourbank.service.NotificationService;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/notifications")
public class NotificationController {

    private final NotificationService notifications;

    public NotificationController(NotificationService notifications) {
        this.notifications = notifications;
    }

    @PostMapping("/test")
    public Map<String, Integer> test(@AuthenticationPrincipal SignedIn who, @Valid @RequestBody WebhookTarget target) {
        return Map.of("status", notifications.test(who, target).value());
    }

    @GetMapping("/status")
    public Map<String, String> status(@RequestParam String component) {
        return Map.of("status", String.valueOf(notifications.status(component)));
    }
}
