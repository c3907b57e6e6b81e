/** Services of others that are told what people do and what went wrong: product analytics, monitoring, chat; and what is sent to an address. */
import { model } from '../../engine/model';

export const thirdParties = model('python', {
  name: 'Third parties',
  types: {
    Segment: ['"analytics"', '"segment.analytics"', '"segment".analytics', '"analytics".Client()', '"rudderstack.analytics"'],
    Mixpanel: ['"mixpanel".Mixpanel()'],
    PostHog: ['"posthog"', '"posthog".Posthog()'],
    Sentry: [
      '"sentry_sdk"',
      '"sentry_sdk".{get_current_scope,get_isolation_scope,push_scope,new_scope,configure_scope}()',
      'Sentry.__enter__()',
    ],
    NewRelic: ['"newrelic.agent"'],
    Poster: [
      '"requests"',
      '"requests".{Session,session}()',
      '"httpx"',
      '"httpx".{Client,AsyncClient}()',
      '"aiohttp".ClientSession()',
      '<requests.Session>',
      '<httpx.Client>',
      '<httpx.AsyncClient>',
      'Poster.{__enter__,__aenter__}()',
    ],
  },
  sinks: {
    'analytics-event': [
      ...all('Segment.{track,identify,group,page,screen}'),
      ...all('Mixpanel.{track,people_set,people_set_once,people_append,alias}'),
      ...all('PostHog.{capture,identify,set,alias,group_identify}'),
      '"amplitude".BaseEvent(event_properties:).**',
      '"amplitude".BaseEvent(user_properties:).**',
      ...all('Sentry.{set_user,set_context,set_extra,set_tag,set_tags,capture_message,add_breadcrumb}'),
      '"sentry_sdk".capture_exception(:).**',
      ...all('"rollbar".{report_message,report_exc_info}'),
      ...all('"bugsnag".{notify,add_metadata_tab,configure_request,leave_breadcrumb}'),
      ...all('NewRelic.{add_custom_attribute,add_custom_attributes,record_custom_event,notice_error}'),
      ...all('"honeybadger".honeybadger.{notify,set_context}'),
    ],
    'chat-message': [
      ...all('"slack_sdk".WebClient().{chat_postMessage,chat_postEphemeral,chat_update}'),
      ...all('"slack_sdk.webhook".WebhookClient().send'),
    ],
  },
  quiet: ['Sentry.{init,set_user,set_context,set_extra,set_tag,set_tags,capture_message,capture_exception,add_breadcrumb,flush}()'],
  calls: {
    'monitor-setup': [{ call: 'Sentry.init', roles: { options: '(:)' } }],
    'body-sent': [{ call: 'Poster.{post,put,patch}', roles: { url: '(0)', body: '(1)', json: '(json:)', data: '(data:)' } }],
  },
});

/** Every argument, by position and by name. */
function all(call: string): string[] {
  return [`${call}(*).**`, `${call}(:).**`];
}
