"""How texts name variables: the parts of an ARN or a host that are no literal."""

INTERPOLATION = (
    r"(?:\$\{(?:[^{}\n]|\{[^{}\n]*\})*\}"  # ${AWS::Region}, ${region}, ${X:-${Y}}
    r"|\{\{[^{}\n]*\}\}"  # {{ .Values.region }}
    r"|#\{[^{}\n]*\}"  # #{region}
    r"|\$\([^()\n]*\)"  # $(REGION), $(aws configure get region)
    r"|\{[A-Za-z_0-9][^{}\n:,]*\}|\{\}"  # {region}, {0}, {}
    r"|\$[A-Za-z_]\w*"  # $region
    r"|%\([A-Za-z_]+\)s|%\d*\$?[sdv]"  # %(region)s, %s, %1$s
    r"|<[A-Za-z_-]+>)"  # <region>
)
"""Pattern of one variable inside a text, in any of the languages."""
