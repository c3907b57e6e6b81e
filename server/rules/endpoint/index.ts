/** The rules about endpoints. */
import type { Rule } from '../rule';
import { endpointInsecureCookie } from './endpoint-insecure-cookie';
import { endpointJwtWeakConfiguration } from './endpoint-jwt-weak-configuration';
import { endpointPermissiveCors } from './endpoint-permissive-cors';
import { endpointServerSideRequestForgery } from './endpoint-server-side-request-forgery';
import { endpointVerboseError } from './endpoint-verbose-error';

export const endpoint: readonly Rule[] = [
  endpointServerSideRequestForgery,
  endpointPermissiveCors,
  endpointJwtWeakConfiguration,
  endpointVerboseError,
  endpointInsecureCookie,
];
