import type { RateBudget } from '../../../contract/http.ts';
import type { Rate } from '../../resilience/rate-budget.ts';
import type { RedisConnection } from './connection.ts';
import { redisKey } from './key.ts';

/**
 * The generic cell rate algorithm (ITU-T I.371) by Redis's own clock: KEYS[1] holds when the budget would be full again,
 * in microseconds. Answers how long to wait; what is more than ARGV[3] takes nothing.
 */
const take = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, slack, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local wait = math.max(0, full - slack - now)
if wait <= most then
  redis.call('SET', KEYS[1], string.format('%.0f', full + interval), 'PX', math.ceil((full + interval - now) / 1000) + 1)
end
return math.ceil(wait)`;

/** Nobody passes for so long: as if as much had been taken as comes back meanwhile. */
const hold = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local full = now + tonumber(ARGV[1]) + tonumber(ARGV[2])
if full > tonumber(redis.call('GET', KEYS[1]) or '0') then
  redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000) + 1)
end
return 0`;

/** One budget for all replicas. While Redis does not answer, each keeps within `alone`. */
export function openSharedBudget(redis: RedisConnection, source: string, rate: Rate, alone: RateBudget): RateBudget {
  const key = redisKey(redis.prefix, 'rate', source);
  const intervalUs = 1e6 / rate.perSecond;
  const slackUs = intervalUs * (rate.burst - 1);
  return {
    async take(mostMs) {
      const own = await alone.take(mostMs);
      const shared = await redis.attempt(async (connection) => {
        return Number(await connection.eval(take, 1, key, intervalUs, slackUs, mostMs * 1000));
      }, undefined);
      return shared === undefined ? own : Math.max(own, shared / 1000);
    },
    hold(ms) {
      alone.hold(ms);
      void redis.attempt((connection) => connection.eval(hold, 1, key, ms * 1000, slackUs), undefined);
    },
  };
}
