/** The rules about endpoints. */
import type { Rule } from '../rule';
import { endpointClientControlledAuthorization } from './endpoint-client-controlled-authorization';
import { endpointExcessiveDataExposure } from './endpoint-excessive-data-exposure';
import { endpointExposedManagementSurface } from './endpoint-exposed-management-surface';
import { endpointForwardedHeaderTrust } from './endpoint-forwarded-header-trust';
import { endpointGraphqlHardening } from './endpoint-graphql-hardening';
import { endpointGuardBypassByOrder } from './endpoint-guard-bypass-by-order';
import { endpointInsecureCookie } from './endpoint-insecure-cookie';
import { endpointInsecurePasswordReset } from './endpoint-insecure-password-reset';
import { endpointInsecureSessionConfig } from './endpoint-insecure-session-config';
import { endpointJwtNotVerified } from './endpoint-jwt-not-verified';
import { endpointJwtWeakConfiguration } from './endpoint-jwt-weak-configuration';
import { endpointMassAssignment } from './endpoint-mass-assignment';
import { endpointMissingAuthentication } from './endpoint-missing-authentication';
import { endpointMissingCsrfProtection } from './endpoint-missing-csrf-protection';
import { endpointMissingFunctionAuthorization } from './endpoint-missing-function-authorization';
import { endpointMissingInputValidation } from './endpoint-missing-input-validation';
import { endpointMissingObjectAuthorization } from './endpoint-missing-object-authorization';
import { endpointMissingRateLimit } from './endpoint-missing-rate-limit';
import { endpointMissingSecurityHeaders } from './endpoint-missing-security-headers';
import { endpointOauthFlowUnprotected } from './endpoint-oauth-flow-unprotected';
import { endpointPermissiveCors } from './endpoint-permissive-cors';
import { endpointServerSideRequestForgery } from './endpoint-server-side-request-forgery';
import { endpointSessionFixation } from './endpoint-session-fixation';
import { endpointStateChangeOnSafeMethod } from './endpoint-state-change-on-safe-method';
import { endpointStaticExposure } from './endpoint-static-exposure';
import { endpointUnboundedRequest } from './endpoint-unbounded-request';
import { endpointUnrestrictedFileUpload } from './endpoint-unrestricted-file-upload';
import { endpointVerboseError } from './endpoint-verbose-error';
import { endpointWeakPasswordPolicy } from './endpoint-weak-password-policy';
import { endpointWebhookSignatureNotVerified } from './endpoint-webhook-signature-not-verified';
import { endpointWebsocketUnprotected } from './endpoint-websocket-unprotected';

export const endpoint: readonly Rule[] = [
  endpointMissingAuthentication,
  endpointMissingFunctionAuthorization,
  endpointMissingObjectAuthorization,
  endpointClientControlledAuthorization,
  endpointGuardBypassByOrder,
  endpointMissingRateLimit,
  endpointStateChangeOnSafeMethod,
  endpointWebhookSignatureNotVerified,
  endpointServerSideRequestForgery,
  endpointPermissiveCors,
  endpointJwtWeakConfiguration,
  endpointVerboseError,
  endpointInsecureCookie,
  endpointInsecureSessionConfig,
  endpointSessionFixation,
  endpointWeakPasswordPolicy,
  endpointInsecurePasswordReset,
  endpointJwtNotVerified,
  endpointUnboundedRequest,
  endpointExposedManagementSurface,
  endpointMassAssignment,
  endpointUnrestrictedFileUpload,
  endpointMissingCsrfProtection,
  endpointWebsocketUnprotected,
  endpointExcessiveDataExposure,
  endpointMissingInputValidation,
  endpointMissingSecurityHeaders,
  endpointStaticExposure,
  endpointGraphqlHardening,
  endpointOauthFlowUnprotected,
  endpointForwardedHeaderTrust,
];
