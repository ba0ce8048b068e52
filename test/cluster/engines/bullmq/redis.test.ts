import fc from "fast-check";
import { expect, test } from "vitest";
import { redisPlace } from "../../../../src/cluster/engines/bullmq/redis.ts";

test.each([
  ["redis://127.0.0.1", "redis://127.0.0.1:6379", { host: "127.0.0.1", port: 6379, db: 0 }],
  ["redis://queue.example:7000/3", "redis://queue.example:7000/3", { host: "queue.example", port: 7000, db: 3 }],
  ["rediss://queue.example", "rediss://queue.example:6379", { host: "queue.example", port: 6379, db: 0, tls: { servername: "queue.example" } }],
  ["redis://[::1]:6380/", "redis://[::1]:6380", { host: "::1", port: 6380, db: 0 }],
])("%s is a Redis", (url, address, options) => {
  expect(redisPlace(url, {})).toEqual({ address, options });
});

test.each(["queue.example", "http://queue.example", "redis://", "redis://queue.example/a", "redis://queue.example/1/2", "redis://queue.example/1?password=x"])("%s is none", (url) => {
  expect(() => redisPlace(url, {})).toThrow(/--redis: .* Expected redis:\/\/host:6379, or rediss:/);
});

test("credentials are those of the environment, and are shown nowhere", () => {
  const place = redisPlace("redis://queue.example/2", { YENWIND_REDIS_USERNAME: "worker", YENWIND_REDIS_PASSWORD: "secret" });
  expect(place).toEqual({ address: "redis://queue.example:6379/2", options: { host: "queue.example", port: 6379, db: 2, username: "worker", password: "secret" } });
});

test("a URL with a password, or a user name, is refused, and the refusal holds neither", () => {
  const word = fc.stringMatching(/^[qwxzQWXZ0-9]{12,20}$/);
  fc.assert(
    fc.property(fc.constantFrom("redis", "rediss", "http"), fc.option(word, { nil: "" }), word, (scheme, name, password) => {
      let message = "";
      try {
        redisPlace(`${scheme}://${name}:${password}@queue.example:6379`, {});
      } catch (error) {
        message = (error as Error).message;
      }
      expect(message).toContain("Give them in the environment, as YENWIND_REDIS_USERNAME and YENWIND_REDIS_PASSWORD");
      expect(message).not.toContain(password);
      if (name !== "") expect(message).not.toContain(name);
    }),
  );
});
