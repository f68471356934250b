variable "osaka" {
  type    = string
  default = "ap-northeast-3"
}

variable "database_password" {
  type      = string
  sensitive = true
}

resource "aws_s3_bucket" "logs_tokyo" {
  bucket = "shop-logs-tokyo"
}

resource "aws_s3_bucket" "logs_osaka" {
  provider = aws.osaka
  bucket   = "shop-logs-osaka"
}

resource "aws_s3_bucket_versioning" "logs_tokyo" {
  bucket = aws_s3_bucket.logs_tokyo.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_versioning" "logs_osaka" {
  provider = aws.osaka
  bucket   = aws_s3_bucket.logs_osaka.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_dynamodb_table" "orders" {
  name                        = "orders"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_kms_key" "main" {
  description         = "Everything of the shop"
  multi_region        = true
  enable_key_rotation = true
}

resource "aws_kms_replica_key" "main" {
  provider        = aws.osaka
  primary_key_arn = aws_kms_key.main.arn
}

resource "aws_sqs_queue" "work" {
  for_each = toset(["mail", "print"])
  name     = each.key
}

resource "aws_sqs_queue" "before" {
  name = "moved"
}

resource "aws_sns_topic" "alerts" {
  count = 2
  name  = "alerts-${count.index}"
}

resource "aws_sns_topic" "kept" {
  name = "kept"
}

resource "aws_ssm_parameter" "password" {
  name  = "/shop/password"
  type  = "SecureString"
  value = var.database_password
}

resource "aws_ssm_parameter" "replaced" {
  name = "/shop/before"
  type = "String"
  # No sensitive mark: the provider says that this one may be seen.
  insecure_value = "a plain setting"
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role" "app" {
  name = "shop-app"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "terraform_data" "settings" {
  input = { password = var.database_password, size = 1 }
}

output "password" {
  value     = var.database_password
  sensitive = true
}
