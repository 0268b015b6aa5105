from isuwc.signin.accounts.factors.rows import AuthenticatorApp, Passkey, RecoveryCode
from isuwc.signin.accounts.sessions.rows import StaffSession

__all__ = ["AuthenticatorApp", "Passkey", "RecoveryCode", "StaffSession"]
