// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/configkeymodel.h"

namespace gatehouse {

namespace {

//! The old one where there was one and it differs.
QString moved(const ConfigKeyChange &item, QString ConfigKey::*part)
{
    return item.before && item.after && *item.before.*part != *item.after.*part ? *item.before.*part : QString();
}

QString standardOf(const std::optional<ConfigKey> &key)
{
    return key ? key->standard.value_or(QString()) : QString();
}

} // namespace

QVariant ConfigKeyModel::value(const ConfigKeyChange &item, int, int role) const
{
    const ConfigKey shown = item.after ? *item.after : item.before.value_or(ConfigKey());
    switch (role) {
    case Qt::DisplayRole:
        return item.key;
    case ChangeRole:
        return item.change;
    case AsksForValueRole:
        return item.asksForValue;
    case TypeRole:
        return shown.type;
    case TypeBeforeRole:
        return moved(item, &ConfigKey::type);
    case DefaultRole:
        return shown.standard.value_or(QString());
    case DefaultBeforeRole:
        return item.before && item.after && item.before->standard != item.after->standard ? standardOf(item.before) : QString();
    case VisibilityRole:
        return shown.visibility;
    case VisibilityBeforeRole:
        return moved(item, &ConfigKey::visibility);
    case RequiredRole:
        return shown.required;
    case RequiredBeforeRole:
        return item.before ? item.before->required : shown.required;
    case DescriptionRole:
        return shown.description.value_or(QString());
    default:
        return {};
    }
}

} // namespace gatehouse
