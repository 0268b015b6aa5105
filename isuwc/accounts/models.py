from isuwc.accounts.factors.rows import AuthenticatorApp, Passkey, RecoveryCode
from isuwc.accounts.sessions.rows import StaffSession

__all__ = ["AuthenticatorApp", "Passkey", "RecoveryCode", "StaffSession"]
