// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/profiledata.h"
#include "app/workspace.h"
#include "core/base/latest.h"

namespace gatehouse {

class PersonSession;
class UiState;

//! The one profile that is open: whose it is, what this computer keeps of it, and the workspace that is
//! built on that. Nothing of the three outlives close(). Lives as long as the console. GUI thread.
//!
//!     open() ─► (locked) ─► fill() ─► setShown() ─► close()
class OpenProfile final : public QObject
{
    Q_OBJECT
public:
    //! Told whether there is enough to work with.
    using Then = std::function<void(const Result<bool> &kept)>;

    //! \a person and \a state outlive it; \a directory holds the data of all profiles.
    OpenProfile(PersonSession &person, const UiState &state, QString directory, QObject *parent = nullptr);
    ~OpenProfile() override;

    //! Opens what is kept of \a profile and builds the workspace on it, not yet shown; \a then is told.
    //! \a locked is called instead where it needs a passphrase: data() waits for it, and fill() goes on.
    void open(const Profile &profile, const Then &then, const std::function<void()> &locked);
    void fill(const Then &then);
    //! Only what is kept of \a profile, not opened: to wipe it.
    void hold(const Profile &profile);
    //! Drops whatever is under way, tells closing(), and lets all of it go.
    void close();

    const std::optional<Profile> &profile() const { return m_profile; }
    //! What is newly known about the same one.
    void update(const Profile &profile) { m_profile = profile; }
    //! Null while nothing is kept open.
    ProfileData *data() const { return m_data.get(); }
    //! For whoever wipes it, after close().
    std::shared_ptr<ProfileData> takeData() { return std::move(m_data); }
    //! Null until fill() was told, and after close().
    Workspace *workspace() const { return m_workspace.get(); }
    //! The workspace is on the screen.
    bool isShown() const { return m_workspace && m_shown; }
    void setShown() { m_shown = true; }

    //! What the data of \a profile is in; it need not be there.
    QString storeOf(const Profile &profile) const;

Q_SIGNALS:
    //! Something about what is kept, in words for the person: see ProfileData::told().
    void told(const gatehouse::Error &what);
    //! What is built on the workspace goes now: it is still there.
    void closing();

private:
    PersonSession &m_person;
    const UiState &m_state;
    const QString m_directory;
    std::unique_ptr<ProfileData> m_data;
    std::unique_ptr<Workspace> m_workspace;
    std::optional<Profile> m_profile;
    Latest m_opening;
    bool m_shown = false;
};

} // namespace gatehouse
