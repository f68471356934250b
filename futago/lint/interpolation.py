"""How texts name variables: the parts of an ARN or a host that are no literal."""

INTERPOLATION = (
    r"(?:\$\{(?:[^{}\n]|\{[^{}\n]{0,99}\}){0,199}\}"  # ${AWS::Region}, ${region}, ${X:-${Y}}
    r"|\{\{[^{}\n]{0,199}\}\}"  # {{ .Values.region }}
    r"|#\{[^{}\n]{0,199}\}"  # #{region}
    r"|\$\([^()\n]{0,199}\)"  # $(REGION), $(aws configure get region)
    r"|\{[A-Za-z_0-9][^{}\n:,]{0,199}\}|\{\}"  # {region}, {0}, {}
    r"|\$[A-Za-z_]\w*"  # $region
    r"|%\([A-Za-z_]+\)s|%\d*\$?[sdv]"  # %(region)s, %s, %1$s
    r"|<[A-Za-z_-]+>)"  # <region>
)
"""Pattern of one variable inside a text, in any language; as long as a variable is, for a line has no end."""
